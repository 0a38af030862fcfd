import type { EncodedNames } from '../similarity/encoded-names.ts';
import type { Unrelated } from '../similarity/unrelated-names.ts';
import type { ScoredPairs } from './node-scores.ts';
import type { PairList } from './pair-list.ts';
import type { SplitBlock } from './rare-words.ts';

/** What names alone say: pairs of nodes worth a look, without a word of the accounts that have them. */
export interface NameMatches {
  readonly encoded: EncodedNames;
  /** All pairs that were scored. */
  readonly scored: ScoredPairs;
  /** Tells most pairs of nodes apart that are unrelated by their names. */
  readonly unrelated: Unrelated;
  /** Pairs whose accounts are worth a decision. */
  readonly alike: PairList;
  readonly splitBlocks: readonly SplitBlock[];
}
