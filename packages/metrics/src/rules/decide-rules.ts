import { render, type Session } from '@audit/warehouse';
import type { Fact } from '../definitions/unit.ts';
import type { GoldRun } from '../inputs/sources.ts';
import { alertsSql, clearingSql, keptAlertsSql } from './alerts-sql.ts';
import { gapsSql, outcomesSql } from './conditions-sql.ts';
import { keptRecommendationsSql, recommendationsSql } from './recommendations-sql.ts';
import type { RuleDefinitions } from './rule-definitions.ts';

/** The relations rules are decided into, each with its query in the language of models, in the order in which they read each other. */
export const ruleRelations = (
  { rules, alerts }: RuleDefinitions,
  all: readonly Fact[],
  run: GoldRun,
): readonly (readonly [string, string])[] => {
  const facts = new Map(all.map((fact) => [fact.name, fact]));
  const conditions = [...rules, ...alerts];
  return [
    ['outcomes_now', outcomesSql(conditions)],
    ['gaps_now', gapsSql(conditions, facts)],
    ['recommendations_kept', keptRecommendationsSql(rules, run)],
    ['recommendations_now', recommendationsSql(rules, facts, run)],
    ['clearing_now', clearingSql(alerts)],
    ['alerts_kept', keptAlertsSql(alerts, run)],
    ['alerts_now', alertsSql(alerts, facts, run)],
  ];
};

/**
 * Decides every rule and alert: materialises `alerts_now`, `recommendations_now` and `gaps_now`, with the columns of their gold tables before the lineage.
 *
 * Reads `masters`, `facts`, and the state earlier runs left: `alerts_before` and `recommendations_before`, rows of the gold tables. Of those, only what was
 * opened before the as-of day counts.
 *
 * @param facts what `facts` has
 */
export const decideRules = async (session: Session, definitions: RuleDefinitions, facts: readonly Fact[], run: GoldRun): Promise<void> => {
  for (const [name, text] of ruleRelations(definitions, facts, run))
    await session.materialise(name, render({ name, text, constants: {} }, session.engine, {}));
};
