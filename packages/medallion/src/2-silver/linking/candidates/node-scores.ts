import type { PairList } from './pair-list.ts';

/** Pairs of different nodes with their scores, 0 for those below a floor. */
export interface ScoredPairs {
  readonly pairs: PairList;
  readonly scores: Uint8Array;
}

/** Scores of pairs of different nodes, those at a floor or above. */
export class NodeScores {
  readonly #parts: readonly ScoredPairs[];

  /** @param scored lists that have no pair in common */
  constructor(scored: readonly ScoredPairs[]) {
    this.#parts = scored.map(aboveFloor);
  }

  /** The score of two different nodes, 0 where it is below the floor, or they were not compared. */
  of(one: number, other: number): number {
    const [a, b] = one < other ? [one, other] : [other, one];
    for (const { pairs, scores } of this.#parts) {
      const at = placeOf(pairs, a, b);
      if (at >= 0) return scores[at]!;
    }
    return 0;
  }
}

const placeOf = ({ starts, seconds }: PairList, a: number, b: number): number => {
  const end = starts[a + 1]!;
  let [from, to] = [starts[a]!, end];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (seconds[middle]! < b) from = middle + 1;
    else to = middle;
  }
  return from < end && seconds[from] === b ? from : -1;
};

const aboveFloor = ({ pairs, scores }: ScoredPairs): ScoredPairs => {
  const count = scores.reduce((sum, score) => sum + (score > 0 ? 1 : 0), 0);
  const kept = { starts: new Int32Array(pairs.starts.length), seconds: new Int32Array(count) };
  const keptScores = new Uint8Array(count);
  let next = 0;
  for (let a = 0; a + 1 < pairs.starts.length; a++) {
    for (let at = pairs.starts[a]!; at < pairs.starts[a + 1]!; at++) {
      if (scores[at] === 0) continue;
      kept.seconds[next] = pairs.seconds[at]!;
      keptScores[next++] = scores[at]!;
    }
    kept.starts[a + 1] = next;
  }
  return { pairs: kept, scores: keptScores };
};
