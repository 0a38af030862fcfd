import type { Definitions } from '../definitions/definitions.ts';
import type { Condition } from './rule-definitions.ts';

/** Conditions of rules and alerts. */
export const conditionsOf = ({ rules }: Definitions): readonly Condition[] => [...rules.rules, ...rules.alerts];

/** Rules that are new or have another condition than before. */
export const changedConditions = (base: Definitions, changed: Definitions): readonly Condition[] => {
  const before = new Map(conditionsOf(base).map((condition) => [condition.id, JSON.stringify(condition.when)]));
  return conditionsOf(changed).filter(({ id, when }) => before.get(id) !== JSON.stringify(when));
};
