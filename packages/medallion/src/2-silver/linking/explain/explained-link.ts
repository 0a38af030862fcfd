import type { LinkedCorpus } from '../link-corpus.ts';
import type { JudgedPair } from '../rules/judge-pair.ts';
import type { Link, LinkRule } from '../rules/link.ts';

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

/** Place of a pair in the list of judged ones, which is in the order of its accounts; -1 where it was not looked at. */
export const placeOfPair = (judged: LinkedCorpus['judged'], a: number, b: number): number => {
  const [first, second] = [Math.min(a, b), Math.max(a, b)];
  let [from, to] = [0, judged.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const pair = judged[middle]!;
    if (pair.a < first || (pair.a === first && pair.b < second)) from = middle + 1;
    else to = middle;
  }
  const found = judged[from];
  return found?.a === first && found.b === second ? from : -1;
};

/** Tells a pair's link; undefined where there is none. @param refused what the guard said, where it refused */
export const explainedLink = (ids: readonly string[], { a, b, link }: JudgedPair, refused: string | undefined): ExplainedLink | undefined => {
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
