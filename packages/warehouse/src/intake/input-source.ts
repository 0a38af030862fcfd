import { open } from 'node:fs/promises';
import { FileMissing, FileUnreadable } from '@audit/contract';
import { type ByteReader, chunkReader } from './byte-reader.ts';

/** Something to read: a file, standard input, or bytes made by a program. */
export interface InputSource {
  /** As the user named it; `-` for standard input. */
  readonly label: string;
  /** Absolute; null if it is no file. */
  readonly path: string | null;
  open(): Promise<ByteReader>;
}

/** A file. Its existence is checked when it is opened. */
export const fileSource = (path: string, label: string = path): InputSource => ({ label, path, open: () => openFile(path, label) });

/** A stream that can be read once, such as standard input. */
export const streamSource = (label: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): InputSource => ({
  label,
  path: null,
  open: async () => chunkReader(chunks),
});

const openFile = async (path: string, label: string): Promise<ByteReader> => {
  const file = await open(path, 'r').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') throw new FileMissing(label, { cause });
    throw new FileUnreadable(label, cause.code === 'EISDIR' ? 'it is a folder' : cause.message, { cause });
  });
  if ((await file.stat()).isDirectory()) {
    await file.close();
    throw new FileUnreadable(label, 'it is a folder');
  }
  return {
    read: async (into, at, most) => (await file.read(into, at, most, null)).bytesRead,
    close: () => file.close(),
  };
};
