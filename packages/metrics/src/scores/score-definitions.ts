import type { Rule } from '@audit/contract';
import type { Fact } from '../definitions/unit.ts';
import type { FurtherFactSection, ScoreSection, SubScoreSection } from './scores-schema.ts';

/** A sub-score that was found right. */
export interface SubScore {
  readonly name: string;
  /** Its name in rules and formulas. */
  readonly fact: string;
  readonly section: SubScoreSection;
  /** Of a formula. */
  readonly rule: Rule | undefined;
}

/** A score with the sub-scores it is the mean of. */
export interface Score {
  readonly name: string;
  readonly fact: string;
  readonly section: ScoreSection;
  /** Its parts with their weights as decimal text, as the definitions order them. */
  readonly parts: readonly { readonly subScore: SubScore; readonly weight: string }[];
}

/** A fact that is neither a metric nor a score. */
export interface FurtherFact {
  readonly name: string;
  readonly section: FurtherFactSection;
}

/** Section `scores` of the definitions, found right. */
export interface ScoreDefinitions {
  /** In an order in which each comes after those its formula names. */
  readonly subScores: readonly SubScore[];
  readonly scores: readonly Score[];
  readonly further: readonly FurtherFact[];
  /** What rules may name of them. */
  readonly facts: readonly Fact[];
}
