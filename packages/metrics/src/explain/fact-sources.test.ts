import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readDefinitions } from '../definitions/read-definitions.ts';
import { shippedDefinitions } from '../definitions/shipped-definitions.ts';
import { usualSilver } from '../inputs/sources.ts';
import { factSources, recordSources } from './fact-sources.ts';

const definitions = readDefinitions(readFileSync(shippedDefinitions, 'utf8'), shippedDefinitions);
const sources = (column: string) => factSources(definitions, usualSilver, column);

test('every metric, sub-score and score comes of other facts or of columns of silver that are there', () => {
  const { scores, subScores } = definitions.scores;
  const names = [...definitions.metrics.map(({ name }) => name), ...[...scores, ...subScores].map(({ fact }) => fact)];
  const known = new Set([...usualSilver].flatMap(([table, columns]) => Object.keys(columns).map((column) => `silver_${table}.${column}`)));
  const facts = new Set(definitions.facts.map(({ name }) => name));
  const lost = names.filter((name) => {
    const found = sources(name);
    const isKnown = found?.facts.every((fact) => facts.has(fact)) === true && found.columns.every((column) => known.has(column));
    return !isKnown || found.facts.length + found.columns.length === 0;
  });
  expect(lost).toEqual([]);
});

test('a score comes of its parts, its band and reason of the score, a metric of the columns its source rows are found by', () => {
  expect(sources('churn_risk')?.facts).toEqual(['usage_decline', 'payment_issues', 'support_problems', 'low_engagement']);
  expect(sources('churn_risk_band')).toEqual(sources('churn_risk'));
  expect(sources('health_reason')).toEqual(sources('health_score'));
  expect(sources('win_rate')?.columns).toEqual(expect.arrayContaining(['silver_opportunities.is_won', 'silver_opportunities.close_date']));
  expect(sources('mrr')?.columns).toEqual(expect.arrayContaining(['silver_assets.current_mrr', 'silver_sales_order_items.total_price']));
  expect(sources('master_id')).toBeUndefined();
});

test('a column of the records of a customer is made of those of silver its kinds are told by', () => {
  expect(recordSources(usualSilver, 'email')).toEqual(['silver_contacts.email']);
  expect(recordSources(usualSilver, 'number')).toEqual([
    'silver_cases.case_number',
    'silver_contracts.contract_number',
    'silver_invoices.invoice_number',
  ]);
  expect(recordSources(usualSilver, 'is_current')).toContain('silver_contracts.contract_term');
  expect(recordSources(usualSilver, 'kind')).toEqual([]);
});
