/** Rules of the law, and what else makes a link, in the order of precedence: of equal confidence the first one names the link. */
export const linkRules = ['MANUAL', 'EXACT', 'FUZZY', 'PARENT', 'CONTACT', 'ALIAS', 'NAME', 'LEARNED'] as const;
export type LinkRule = (typeof linkRules)[number];
export type LinkType = 'same' | 'related';
export type LinkStatus = 'auto' | 'review' | 'refused';

/** What is decided about two accounts. */
export interface Decision {
  readonly type: LinkType;
  /** The rule that gives the confidence. */
  readonly rule: LinkRule;
  /** All rules that fired. */
  readonly fired: readonly LinkRule[];
  /** The law's number, 0 to 100. */
  readonly confidence: number;
  readonly status: LinkStatus;
  /** What holds the link back from auto, or makes it one: a few words. */
  readonly reason: string;
}

/** A decision, and whether it may join its accounts although a person is to look at it. */
export interface JoiningDecision extends Decision {
  readonly mayJoin: boolean;
}

/** A decision about two accounts by number, the smaller one first. */
export interface Link extends Decision {
  readonly a: number;
  readonly b: number;
  /** How likely they are the same; calibrated, 0 to 1. */
  readonly probability: number;
}
