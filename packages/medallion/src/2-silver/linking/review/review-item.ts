import type { Contribution } from '../explain/contribution.ts';
import type { LinkRule, LinkStatus } from '../rules/link.ts';

/** One of the two accounts of a question. */
export interface ReviewedAccount {
  readonly account_id: string;
  readonly name: string;
  readonly country: string;
  readonly master_id: string;
  /** Accounts of that master. */
  readonly accounts: number;
}

/** A question for people: are these two one customer? */
export interface ReviewItem {
  readonly a: ReviewedAccount;
  readonly b: ReviewedAccount;
  readonly rule: LinkRule;
  readonly confidence: number;
  readonly probability: number;
  readonly status: LinkStatus;
  /** What holds the link back. */
  readonly reason: string;
  /** Whether they stand under one master until somebody decides. */
  readonly joined: boolean;
  /** Links between the same two masters that the answer decides with it, this one included. */
  readonly links: number;
  /** Pairs of accounts that stand wrongly now, as far as can be expected: what an answer is worth. */
  readonly decides: number;
  readonly contributions: readonly Contribution[];
  /** Changes when what speaks for or against the pair does. */
  readonly evidence: string;
}
