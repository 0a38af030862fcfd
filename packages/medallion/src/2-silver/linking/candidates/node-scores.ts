import type { PairList } from './pair-list.ts';

/** Scores of pairs of different nodes, those at a floor or above. */
export class NodeScores {
  readonly #starts: Int32Array;
  readonly #seconds: Int32Array;
  readonly #scores: Uint8Array;

  /** @param scores of each pair; 0 below the floor */
  constructor(pairs: PairList, scores: Uint8Array) {
    const kept = scores.reduce((sum, score) => sum + (score > 0 ? 1 : 0), 0);
    this.#starts = new Int32Array(pairs.starts.length);
    this.#seconds = new Int32Array(kept);
    this.#scores = new Uint8Array(kept);
    let next = 0;
    for (let a = 0; a + 1 < pairs.starts.length; a++) {
      for (let at = pairs.starts[a]!; at < pairs.starts[a + 1]!; at++) {
        if (scores[at] === 0) continue;
        this.#seconds[next] = pairs.seconds[at]!;
        this.#scores[next++] = scores[at]!;
      }
      this.#starts[a + 1] = next;
    }
  }

  /** The score of two different nodes, 0 where it is below the floor, or they were not compared. */
  of(one: number, other: number): number {
    const [a, b] = one < other ? [one, other] : [other, one];
    let [from, to] = [this.#starts[a]!, this.#starts[a + 1]!];
    const end = to;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.#seconds[middle]! < b) from = middle + 1;
      else to = middle;
    }
    return from < end && this.#seconds[from] === b ? this.#scores[from]! : 0;
  }
}
