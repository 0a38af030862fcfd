import { columnsOfRule, evaluateRule, type Rule } from '@audit/contract';
import type { FactValues } from './fact-values.ts';
import { ruleWords } from './rule-words.ts';

/** What a condition is for a customer: a missing value may leave it open, which is neither true nor false. */
export type RuleOutcome = 'fired' | 'not_fired' | 'undecidable';

/** The outcome of a condition over values. */
export const outcomeOf = (when: Rule, values: FactValues): RuleOutcome => {
  const value = evaluateRule(when, values);
  return value === null ? 'undecidable' : value === true ? 'fired' : 'not_fired';
};

/** A part of a condition with what it is for a customer. */
export interface ExplainedPart {
  /** The part in words: `churn_risk > 70`. */
  readonly condition: string;
  readonly outcome: RuleOutcome;
  /** The facts it names. */
  readonly values: FactValues;
}

/** The parts of a condition that "all" and "any" join; a condition that joins nothing is its only part. */
const partsOf = (rule: Rule): readonly Rule[] => (rule.op === 'all' || rule.op === 'any' ? rule.args.flatMap(partsOf) : [rule]);

/** Each part of a condition over values. */
export const explainCondition = (when: Rule, values: FactValues): readonly ExplainedPart[] =>
  partsOf(when).map((part) => ({
    condition: ruleWords(part),
    outcome: outcomeOf(part, values),
    values: Object.fromEntries(columnsOfRule(part).map((name) => [name, values[name] ?? null])),
  }));
