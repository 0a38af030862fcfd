import { Worker } from 'node:worker_threads';
import { HashSlots } from './hash-slots.ts';

/** Longest time a reader waits for a file that is being hashed; then it does so itself. */
const patienceMs = 60_000;

/** Checksums of files that another thread works out while this one does something else. */
export interface HashesAhead {
  /**
   * SHA-256 in hex of a file as it was at some time since the hashes were asked for; waits where it is just being read.
   *
   * @returns `undefined` for a file whose turn has not come, which is left to the caller from now on, and for one that could not be read
   */
  take(path: string): string | undefined;
  /** Settles when the other thread has come to its end. */
  readonly ended: Promise<void>;
}

/** Begins to hash files of this machine on another thread, in this order. It keeps no process alive. */
export const hashAhead = (paths: readonly string[]): HashesAhead => {
  const slots = HashSlots.of(paths.length);
  const places = new Map(paths.map((path, file) => [path, file]));
  const worker = new Worker(new URL('./hash-worker.ts', import.meta.url), { workerData: { paths, memory: slots.memory } });
  worker.unref();
  // A thread that could not start or was ended leaves its files to their reader.
  worker.on('error', () => {});
  return {
    ended: new Promise((resolve) => void worker.once('exit', () => resolve())),
    take: (path) => {
      const file = places.get(path);
      return file === undefined || slots.begin(file, 'taken') ? undefined : slots.wait(file, patienceMs);
    },
  };
};
