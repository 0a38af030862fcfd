import { createHash } from 'node:crypto';
import { DefinitionsInvalid, readDeclaration, refusalOf } from '@audit/contract';
import { type SilverColumns, usualSilver } from '../inputs/sources.ts';
import { readRules } from '../rules/read-rules.ts';
import { readScores } from '../scores/read-scores.ts';
import { metricFacts } from '../values/metric-facts.ts';
import { metricFaults } from '../values/metric-faults.ts';
import type { Definitions } from './definitions.ts';
import { definitionsSchema } from './definitions-schema.ts';

const refuse = refusalOf(DefinitionsInvalid);

/**
 * Reads definitions of the customer 360.
 *
 * @param origin their file, for messages
 * @param silver tables and columns they may name: of a lake (`silverOf`), else those of the shipped mapping
 * @throws {@link DefinitionsInvalid} naming every fault with its JSON path and what to do
 */
export const readDefinitions = (text: string, origin: string, silver: SilverColumns = usualSilver): Definitions => {
  const { json, declared } = readDeclaration(definitionsSchema, text, origin, refuse);
  const { version, metrics, timeline, monthly } = declared;
  const faults = metricFaults(metrics, silver);
  if (faults.length > 0) return refuse(origin, faults);
  const ofMetrics = metricFacts(metrics);
  const scores = readScores(declared.scores, ofMetrics, ['scores']);
  if ('faults' in scores) return refuse(origin, scores.faults);
  const facts = [...ofMetrics, ...scores.scores.facts];
  const rules = readRules(declared.rules, declared.alerts, facts);
  if ('faults' in rules) return refuse(origin, rules.faults);
  const digest = createHash('sha256').update(JSON.stringify(json)).digest('hex').slice(0, 12);
  return {
    origin,
    version: `${version}-${digest}`,
    metrics,
    metricFacts: ofMetrics,
    scores: scores.scores,
    rules: rules.rules,
    facts,
    timeline,
    monthly,
  };
};
