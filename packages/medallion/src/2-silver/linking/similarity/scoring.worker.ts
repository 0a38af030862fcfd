import { parentPort, workerData } from 'node:worker_threads';
import type { EncodedNames } from './encoded-names.ts';
import { PairScorer } from './pair-scorer.ts';

/** One share of pairs: scores go where the pairs came from, into shared memory. */
export interface Share {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly scores: Uint8Array;
  readonly floor: number;
}

const names = workerData as EncodedNames;

parentPort?.on('message', ({ left, right, scores, floor }: Share) => {
  new PairScorer(names, floor).scoreAll(left, right, scores);
  parentPort?.postMessage('scored', []);
});
