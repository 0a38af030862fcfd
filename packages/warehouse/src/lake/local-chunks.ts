import fs from 'node:fs';

const chunkBytes = 1 << 20;

/** The content of a file of this machine in pieces, each valid until the next is asked for. */
export function* localChunks(path: string): Generator<Uint8Array> {
  const file = fs.openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(chunkBytes);
    for (let read = fs.readSync(file, buffer); read > 0; read = fs.readSync(file, buffer)) yield buffer.subarray(0, read);
  } finally {
    fs.closeSync(file);
  }
}
