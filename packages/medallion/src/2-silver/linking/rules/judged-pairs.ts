import { firstOfPair, secondOfPair } from '../candidates/name-candidates.ts';
import { joiningKinds, type Joining } from '../clusters/merge-guard.ts';
import type { Link } from './link.ts';
import type { LinkCodes } from './link-codes.ts';
import { probabilityOf } from './pair-nats.ts';

/** Pairs as they were judged, in the order of their accounts: links, and what counts beside them, or all that were looked at. */
export interface JudgedPairs {
  readonly length: number;
  /** Pairs by `pairKey`. */
  readonly keys: Float64Array;
  /** Evidence that the two are one. */
  readonly nats: Float64Array;
  /** Places in `joiningKinds`. */
  readonly joins: Uint8Array;
  /** Decisions, 0 for none. */
  readonly decisions: Float64Array;
  readonly codes: LinkCodes;
}

export const joiningOf = (pairs: JudgedPairs, at: number): Joining => joiningKinds[pairs.joins[at]!]!;

/** How likely the two accounts of a pair are one, as people decided or else by its evidence. */
export const probabilityAt = ({ nats, joins }: Pick<JudgedPairs, 'nats' | 'joins'>, at: number): number => {
  const kind = joiningKinds[joins[at]!]!;
  return kind === 'must' ? 1 : kind === 'never' ? 0 : probabilityOf(nats[at]!);
};

/** The link a pair became. */
export const linkAt = (pairs: JudgedPairs, at: number): Link | undefined => {
  const decision = pairs.codes.decision(pairs.decisions[at]!);
  if (decision === undefined) return undefined;
  const key = pairs.keys[at]!;
  return { a: firstOfPair(key), b: secondOfPair(key), ...decision, probability: probabilityAt(pairs, at) };
};
