import { readFileSync } from 'node:fs';
import { type JsonFault, jsonPath, schemaFaults } from '@audit/contract';
import { z } from 'zod';
import type { Fact, Unit } from '../definitions/unit.ts';
import { readRules } from '../rules/read-rules.ts';
import type { RuleDefinitions } from '../rules/rule-definitions.ts';
import { alertsSchema, rulesSchema } from '../rules/rules-schema.ts';
import { readScores } from './read-scores.ts';
import type { ScoreDefinitions } from './score-definitions.ts';
import { scoresSchema } from './scores-schema.ts';
import { trialMetrics } from './trial-organisation.fixture.ts';

const sections = z.object({ scores: scoresSchema, rules: rulesSchema, alerts: alertsSchema });

/** The sections of the shipped definitions, as JSON to change. */
export const shippedSections = (): z.input<typeof sections> => {
  const json = JSON.parse(readFileSync(new URL('../../../../configs/silver_to_gold_metrics.json', import.meta.url), 'utf8')) as z.input<
    typeof sections
  >;
  return { scores: json.scores, rules: json.rules, alerts: json.alerts };
};

const units: Readonly<Record<keyof typeof trialMetrics, Unit>> = {
  annual_revenue: 'money',
  yoy_growth: 'fraction',
  mrr: 'money',
  active_services: 'count',
  days_to_expiry: 'days',
  days_overdue: 'days',
  overdue_amount: 'money',
  sla_breaches: 'count',
  usage_growth: 'fraction',
  open_renewals: 'count',
  last_touch_days: 'days',
};

/** Facts of the metrics that the shipped rules and formulas name. */
export const trialFacts: readonly Fact[] = Object.entries(units).map(([name, unit]) => ({
  name,
  label: name,
  description: name,
  unit,
  hasReason: true,
}));

/** What scores and rules are made of. */
export interface TrialDefinitions {
  readonly scores: ScoreDefinitions;
  readonly rules: RuleDefinitions;
  readonly facts: readonly Fact[];
}

/** Reads sections as definitions are read; what is wrong is one line each: `path: what; remedy`. */
export const readTrial = (json: unknown): TrialDefinitions | readonly string[] => {
  const told = (faults: readonly JsonFault[]): readonly string[] =>
    faults.map(({ path, what, remedy }) => `${jsonPath(path)}: ${what}; ${remedy}`);
  const parsed = sections.safeParse(json);
  if (!parsed.success) return told(schemaFaults(sections, parsed.error, json));
  const scores = readScores(parsed.data.scores, trialFacts, ['scores']);
  if ('faults' in scores) return told(scores.faults);
  const facts = [...trialFacts, ...scores.scores.facts];
  const rules = readRules(parsed.data.rules, parsed.data.alerts, facts);
  return 'faults' in rules ? told(rules.faults) : { scores: scores.scores, rules: rules.rules, facts };
};

/** The shipped definitions. */
export const shippedTrial = (): TrialDefinitions => readTrial(shippedSections()) as TrialDefinitions;
