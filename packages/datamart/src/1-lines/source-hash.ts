import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import type { InputSource } from '@audit/warehouse';
import type { LoadedFile } from './loaded-files.ts';

const chunkBytes = 1024 * 1024;

/** SHA-256 of an input that can be opened again, in hex. */
export const hashSource = async (source: InputSource): Promise<string> => {
  const hash = createHash('sha256');
  const bytes = await source.open();
  const chunk = new Uint8Array(chunkBytes);
  try {
    for (let got = await bytes.read(chunk, 0, chunkBytes); got > 0; got = await bytes.read(chunk, 0, chunkBytes)) hash.update(chunk.subarray(0, got));
  } finally {
    await bytes.close();
  }
  return hash.digest('hex');
};

/** Whether an input may have been loaded before, so that it pays to hash it before it is read: its path or its size is known. */
export const mayBeLoaded = ({ path, label }: InputSource, loaded: readonly LoadedFile[]): boolean => {
  if (path === null || loaded.length === 0) return false;
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  return loaded.some((file) => file.path === label || Number(file.bytes) === size);
};
