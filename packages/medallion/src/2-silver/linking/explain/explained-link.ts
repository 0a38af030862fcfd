import type { Link, LinkRule } from '../rules/link.ts';
import type { ToldPair } from './told-pairs.ts';

/** A link as it is told. */
export interface ExplainedLink {
  readonly account_a: string;
  readonly account_b: string;
  readonly type: Link['type'];
  /** The rule that gives the confidence, and all that fired. */
  readonly rule: LinkRule;
  readonly rules: readonly LinkRule[];
  readonly confidence: number;
  readonly probability: number;
  readonly status: Link['status'];
  readonly reason: string;
  /** Why the guard did not let it join its accounts; null where it did, or was not asked. */
  readonly refused_because: string | null;
}

/** Tells a pair's link; undefined where there is none. */
export const explainedLink = (ids: readonly string[], { a, b, link, refused }: ToldPair): ExplainedLink | undefined => {
  if (link === undefined) return undefined;
  const { type, rule, fired, confidence, probability, status, reason } = link;
  return {
    account_a: ids[a]!,
    account_b: ids[b]!,
    type,
    rule,
    rules: fired,
    confidence,
    probability,
    status: refused === undefined || status === 'review' ? status : 'refused',
    reason,
    refused_because: refused ?? null,
  };
};
