import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { readDefinitions } from '../definitions/read-definitions.ts';
import { shippedDefinitions } from '../definitions/shipped-definitions.ts';
import { bindTrialInputs, openTrialEngine, type TrialRow } from '../trial-inputs.fixture.ts';
import { computeValues } from './compute-values.ts';
import { explainFact } from '../explain/explain-fact.ts';
import { formulaOf } from './explained-value.ts';
import { computedOf } from './golden-case.fixture.ts';
import { reasonInWords } from './missing-reasons.ts';

const trial = openTrialEngine();
afterAll(() => trial[Symbol.asyncDispose]());

const page = (name: string): string => readFileSync(fileURLToPath(new URL(`../../../../docs/metrics/${name}`, import.meta.url)), 'utf8');
const jsonOf = (text: string): unknown => JSON.parse(/```json\n([^]*?)```/.exec(text)?.[1] ?? '');
const run = { asOf: '2025-06-30', zone: 'Europe/Berlin' };
const shipped = JSON.parse(readFileSync(shippedDefinitions, 'utf8')) as { readonly metrics: readonly object[] };

test('the worked example has the values the documentation gives it, and its metric by configuration is one', async () => {
  const text = page('values.md');
  const given = Object.entries(jsonOf(text) as Readonly<Record<string, readonly TrialRow[]>>);
  const rows = Object.fromEntries(given.map(([table, own]) => [table, own.map((row) => ({ master_id: 'M', ...row }))]));
  const urgent = ['2025-04-01T22:00:00Z', '2025-04-01T21:00:00Z', '2025-06-30T21:00:00Z'].map((created_date) => ({
    master_id: 'M',
    created_date,
    priority: 'High',
  }));
  const definitions = readDefinitions(
    JSON.stringify({ ...shipped, metrics: [...shipped.metrics, jsonOf(page('README.md'))] }),
    'docs/metrics',
  );
  await using session = await trial.engine.session();
  const sources = await bindTrialInputs(session, ['M'], { ...rows, cases: urgent });
  await computeValues(definitions, { session, run, sources });
  const values = (await computedOf(session)).get('M') ?? {};
  const documented = [...text.matchAll(/^\| `([a-z_]+)` \| [^|]+ \| ([^|`]+) \|$/gm)].map(
    (match) => [match[1] ?? '', match[2] ?? ''] as const,
  );
  const example = documented.slice(documented.findIndex(([name]) => name === 'annual_revenue'));
  expect(example.length).toBe(20);
  expect(example.map(([name]) => [name, values[name]])).toEqual(example);
  expect(values['high_cases_90_days']).toBe('2');
  const context = { session, run, sources };
  await session.bindSql('facts', 'SELECT * FROM metric_values');
  await session.bindSql('score_values', 'SELECT master_id FROM masters');
  const explained = async (name: string, master: string, most: number) =>
    await explainFact(
      definitions,
      definitions.facts.find((fact) => fact.name === name)!,
      { master, most },
      context,
    );
  expect(await explained('annual_revenue', 'M', 2)).toMatchObject({
    fact: { unit: 'money' },
    value: '1250.00',
    reason: null,
    rowCount: 3,
    rows: [
      { source_table: 'invoices', happened_on: '2025-06-01', amount: '150.0000' },
      { source_table: 'credit_memos', happened_on: '2025-04-01', amount: '-100.0000' },
    ],
  });
  expect(await explained('overdue_share', 'M', 9)).toMatchObject({
    inputs: [
      { name: 'overdue_amount', value: '150.00' },
      { name: 'annual_revenue', value: '1250.00' },
    ],
    formula: '{"div":["overdue_amount","annual_revenue"]}',
  });
  expect(await explained('mrr_churn', 'N', 9)).toBeUndefined();
});

test('every reason is documented, and told in words', () => {
  const reasons = new Set(
    [...page('README.md').matchAll(/^\| (`[a-z_:<>`, ]+) \|/gm)].flatMap((match) => (match[1] ?? '').match(/[a-z_]+(?=`)/g) ?? []),
  );
  const words = [...reasons].map((reason) => [reason, reasonInWords(reason)]);
  expect(words.length).toBeGreaterThan(14);
  expect(words.filter(([reason, told]) => reason === told)).toEqual([]);
  expect(reasonInWords('missing:mrr')).toBe('mrr has no value');
});

test('every metric tells how it is computed, with its parameters', () => {
  const definitions = readDefinitions(JSON.stringify(shipped), shippedDefinitions);
  const told = new Map(definitions.metricFacts.map(({ name }) => [name, formulaOf(definitions, name)]));
  expect([...told.values()].filter((formula) => formula.length < 20)).toEqual([]);
  expect(told.get('clv')).toContain('36 months');
  expect(told.get('yoy_growth')).toMatch(/^growth of annual_revenue: sum of invoices/);
  expect(told.get('sla_breaches')).toContain('last 90 days');
});
