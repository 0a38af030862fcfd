import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { EncodedNames } from './encoded-names.ts';
import type { Share } from './scoring.worker.ts';

/** Threads that score pairs of the same names beside each other. To be disposed of. */
export class ScoringThreads implements AsyncDisposable {
  readonly #workers: readonly Worker[];

  /** @param names their arrays lie in shared memory and are not copied */
  constructor(names: EncodedNames, threads: number) {
    this.#workers = Array.from(
      { length: threads },
      () => new Worker(new URL('./scoring.worker.ts', import.meta.url), { workerData: names }),
    );
  }

  /** As `scorePairs`, whatever the number of threads. Not to be called again before it is done. `left` and `right` lie in shared memory. */
  async score(left: Int32Array, right: Int32Array, floor: number): Promise<Uint8Array> {
    const scores = new Uint8Array(new SharedArrayBuffer(left.length));
    const step = Math.ceil(left.length / this.#workers.length);
    await Promise.all(
      this.#workers.map(async (worker, at) => {
        const [from, to] = [at * step, (at + 1) * step];
        const done = once(worker, 'message');
        const share: Share = { left: left.subarray(from, to), right: right.subarray(from, to), scores: scores.subarray(from, to), floor };
        worker.postMessage(share, []);
        await done;
      }),
    );
    return scores;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#workers.map(async (worker) => await worker.terminate()));
  }
}
