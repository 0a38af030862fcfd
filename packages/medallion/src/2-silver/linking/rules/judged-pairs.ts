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

/** The link a pair became. */
export const linkAt = ({ keys, nats, joins, decisions, codes }: JudgedPairs, at: number): Link | undefined => {
  const decision = codes.decision(decisions[at]!);
  if (decision === undefined) return undefined;
  const kind = joiningKinds[joins[at]!]!;
  const probability = kind === 'must' ? 1 : kind === 'never' ? 0 : probabilityOf(nats[at]!);
  return { a: firstOfPair(keys[at]!), b: secondOfPair(keys[at]!), ...decision, probability };
};
