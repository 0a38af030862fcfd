import { Readable, type Transform } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { FileRefused } from '@audit/contract';
import { type ByteReader, chunkReader, readerChunks } from './byte-reader.ts';
import { framesOf } from './zstd-frames.ts';

export type Compression = 'none' | 'gzip' | 'zstd';

const MIB = 1024 * 1024;
/** Small pieces, so that no more than one of them is expanded beyond a limit. */
const PIECE_BYTES = 64 * 1024;
/** Expansion that no real data reaches; counted once this much has come out. */
const MOST_EXPANSION = 200;
const EXPANSION_FREE_BYTES = 16 * MIB;

/** Told by the first bytes, never by the name. */
export const compressionOf = (head: Uint8Array): Compression => {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) return 'zstd';
  return 'none';
};

/** The decompressed bytes of `bytes`; a cut or damaged stream, and one that expands too far, is refused while it is read. */
export const decompress = (bytes: ByteReader, compression: Compression, source: string): ByteReader => {
  if (compression === 'none') return bytes;
  let given = 0;
  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    for await (const piece of readerChunks(bytes, PIECE_BYTES)) {
      given += piece.length;
      yield piece;
    }
  };
  const output = async function* (): AsyncGenerator<Uint8Array> {
    let taken = 0;
    try {
      for await (const chunk of compression === 'gzip' ? expand(pieces(), createGunzip({ chunkSize: MIB })) : expandFrames(pieces())) {
        taken += chunk.length;
        if (taken > EXPANSION_FREE_BYTES && taken > given * MOST_EXPANSION) {
          throw new FileRefused(
            source,
            'EXPANDS_TOO_FAR',
            taken,
            `${given} compressed bytes gave more than ${MOST_EXPANSION} times as many`,
          );
        }
        yield chunk;
      }
    } catch (error) {
      throw refusal(error, source, compression, taken);
    }
  };
  const reader = chunkReader(output());
  return {
    read: (into, at, most) => reader.read(into, at, most),
    close: async () => {
      await reader.close();
      await bytes.close();
    },
  };
};

async function* expand(pieces: AsyncIterable<Uint8Array>, stream: Transform): AsyncGenerator<Uint8Array> {
  const input = Readable.from(pieces, { objectMode: true, highWaterMark: 1 });
  // `pipe` does not pass errors on.
  input.on('error', (error) => stream.destroy(error));
  input.pipe(stream);
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) yield chunk;
  } finally {
    input.destroy();
    stream.destroy();
  }
}

async function* expandFrames(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const frame of framesOf(pieces)) yield* expand(frame, createZstdDecompress({ chunkSize: MIB }));
}

const refusal = (error: unknown, source: string, compression: Compression, taken: number): unknown => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!code.startsWith('Z_') && !code.startsWith('ZSTD_')) return error;
  const cut = code === 'Z_BUF_ERROR';
  const reason = cut ? `the ${compression} data is cut off` : `the ${compression} data is damaged (${(error as Error).message})`;
  return new FileRefused(source, cut ? 'TRUNCATED' : 'BAD_COMPRESSION', taken, reason, { cause: error });
};

/** Refuses to read beyond `most` bytes. */
export const limited = (bytes: ByteReader, most: number, source: string): ByteReader => {
  let taken = 0;
  return {
    read: async (into, at, room) => {
      const count = await bytes.read(into, at, room);
      taken += count;
      if (taken > most) throw new FileRefused(source, 'EXPANDS_TOO_FAR', most, `the input is larger than ${most} bytes`);
      return count;
    },
    close: () => bytes.close(),
  };
};
