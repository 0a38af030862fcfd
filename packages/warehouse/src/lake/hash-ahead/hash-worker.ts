/** The other thread of `hashAhead`: hashes files in turn, but for those their reader has come to by itself. */
import { createHash } from 'node:crypto';
import { workerData } from 'node:worker_threads';
import { localChunks } from '../local-chunks.ts';
import { HashSlots } from './hash-slots.ts';

const { paths, memory } = workerData as { readonly paths: readonly string[]; readonly memory: SharedArrayBuffer };
const slots = new HashSlots(memory);

const digestOf = (path: string): Uint8Array | undefined => {
  const hash = createHash('sha256');
  try {
    for (const chunk of localChunks(path)) hash.update(chunk);
  } catch {
    // Its reader meets the same failure and reports it.
    return undefined;
  }
  return hash.digest();
};

for (const [file, path] of paths.entries()) if (slots.begin(file, 'hashing')) slots.end(file, digestOf(path));
