import { readFileSync } from 'node:fs';
import { DefinitionsInvalid } from '@audit/contract';
import { describe, expect, test } from 'vitest';
import { definitionsJsonSchema } from './definitions-json-schema.ts';
import { readDefinitions } from './read-definitions.ts';
import { shippedDefinitions } from './shipped-definitions.ts';

type Json = Readonly<Record<string, unknown>>;
const text = readFileSync(shippedDefinitions, 'utf8');
const shipped = JSON.parse(text) as { readonly metrics: readonly Json[] };
const count = shipped.metrics.length;

/** What is told of the shipped definitions with these metrics beside them: each fault as "path: what; remedy". */
const faultsOf = (more: readonly Json[]): readonly string[] => {
  const about = { label: 'One', description: 'One.' };
  const metrics = [...shipped.metrics, ...more.map((metric) => ({ ...about, ...metric }))];
  return told(JSON.stringify({ ...shipped, metrics }));
};
const told = (definitions: string): readonly string[] => {
  try {
    readDefinitions(definitions, 'trial.json');
    return [];
  } catch (error) {
    if (!(error instanceof DefinitionsInvalid)) throw error;
    return error.findings.map(({ path, what, remedy }) => `${path}: ${what}; ${remedy}`);
  }
};
const at = `metrics[${count}]`;
const aggregate = (more: Json): Json => ({ name: 'one', kind: 'aggregate', table: 'invoices', measure: 'count', ...more });
const derived = (name: string, value: unknown, unit = 'money'): Json => ({ name, kind: 'derived', unit, value });

test('the shipped definitions are right and name the metrics of the law', () => {
  const { metricFacts, version } = readDefinitions(text, shippedDefinitions);
  const law = [
    'clv',
    'mrr',
    'annual_revenue',
    'yoy_growth',
    'active_services',
    'win_rate',
    'days_to_expiry',
    'days_overdue',
    'sla_breaches',
    'usage_growth',
  ];
  const facts = new Map(metricFacts.map((fact) => [fact.name, fact.unit]));
  expect(law.map((name) => facts.get(name))).toEqual([
    'money',
    'money',
    'money',
    'fraction',
    'count',
    'fraction',
    'days',
    'days',
    'count',
    'fraction',
  ]);
  expect(version).toMatch(/^1-[0-9a-f]{12}$/);
});

test('the version tells other definitions, not another layout of the file', () => {
  const { version } = readDefinitions(text, 'a');
  expect(readDefinitions(JSON.stringify(shipped), 'b').version).toBe(version);
  expect(readDefinitions(JSON.stringify({ version: 1, metrics: shipped.metrics.slice(0, 3) }), 'c').version).not.toBe(version);
});

test('what may be left out has a value, which is the one of the spec', () => {
  const { metrics } = readDefinitions(text, 'shipped');
  const of = (name: string): Json | undefined => metrics.find((metric) => metric.name === name);
  expect(of('usage_growth')).toMatchObject({ window_days: 30, compare: 'previous', max_delay_days: 3 });
  expect(of('days_to_expiry')).toMatchObject({ grace_days: 30, statuses: ['Activated', 'Expired'] });
  expect(of('clv')).toMatchObject({ horizon_months: 36, margin: 1, method: 'auto' });
});

describe('refused, with the path and what to do', () => {
  test.each<readonly [string, readonly Json[], string]>([
    ['an unknown kind', [{ name: 'one', kind: 'revenu' }], `${at}.kind: "revenu" is not allowed; did you mean "revenue"?`],
    [
      'an unknown parameter',
      [{ name: 'one', kind: 'usage_growth', windows_days: 3 }],
      `${at}.windows_days: there is no "windows_days" here; did you mean "window_days"?`,
    ],
    ['a name twice', [aggregate({ name: 'mrr' })], `${at}.name: metrics[3] is called "mrr" too; give it another name`],
    ['a reserved name', [aggregate({ name: 'as_of' })], `${at}.name: "as_of" is a column of every table; give it another name`],
    [
      'a name that says a reason',
      [aggregate({ name: 'mrr_reason' })],
      `${at}.name: "mrr_reason" says why another has no value; give it another name`,
    ],
    [
      'a percentage for a fraction',
      [{ name: 'one', kind: 'clv', margin: 80 }],
      `${at}.margin: 80 is not allowed; it is a fraction: write 0.8 for 80 %`,
    ],
    ['an unknown table', [aggregate({ table: 'invoises' })], `${at}.table: there is no table silver_invoises; did you mean "invoices"?`],
    [
      'a table without an account',
      [aggregate({ table: 'products' })],
      `${at}.table: rows of silver_products are of no account; name a table with an account_id`,
    ],
    [
      'an unknown column',
      [aggregate({ measure: 'sum', column: 'balanse_base', unit: 'money' })],
      `${at}.column: silver_invoices has no column "balanse_base"; did you mean "balance_base"?`,
    ],
    ['no column', [aggregate({ measure: 'max', unit: 'date' })], `${at}.column: it is missing; name the column of silver_invoices to max`],
    [
      'a sum over currencies',
      [aggregate({ measure: 'sum', column: 'balance', unit: 'money' })],
      `${at}.column: "balance" is in the currency of each row; use "balance_base", which is in the base currency`,
    ],
    [
      'a sum of texts',
      [aggregate({ measure: 'sum', column: 'status', unit: 'money' })],
      `${at}.column: "status" is a text, and cannot be added up; name a column of numbers`,
    ],
    [
      'money for a day',
      [aggregate({ measure: 'max', column: 'due_date', unit: 'money' })],
      `${at}.unit: "due_date" is a date, and its max is not counted in money; give the unit: one of date`,
    ],
    ['a count in days', [aggregate({ unit: 'days' })], `${at}.unit: a count is not counted in days; leave it out`],
    [
      'a window without a day',
      [aggregate({ window_days: 30 })],
      `${at}.window_days: a window is of days of a column; name the column: "on"`,
    ],
    ['an unknown day', [aggregate({ on: 'due_dat' })], `${at}.on: silver_invoices has no day "due_dat"; did you mean "due_date"?`],
    [
      'an unknown column in a condition',
      [aggregate({ where: { eq: ['statu', { text: 'Posted' }] } })],
      `${at}.where.eq[0]: there is no column "statu"; did you mean "status"?`,
    ],
    [
      'a condition that is none',
      [aggregate({ where: 'balance' })],
      `${at}.where: it is a condition, and this is a number; compare it with something`,
    ],
    [
      'a part there is not',
      [{ name: 'one', kind: 'part', of: 'mrr', part: 'chrun' }],
      `${at}.part: "mrr" has no part "chrun"; did you mean "churn"?`,
    ],
    [
      'a part of nothing',
      [{ name: 'one', kind: 'part', of: 'mmr', part: 'churn' }],
      `${at}.of: there is no metric "mmr"; did you mean "mrr"?`,
    ],
    [
      'a lifetime of another kind of metric',
      [{ name: 'one', kind: 'clv', mrr: 'annual_revenue' }],
      `${at}.mrr: there is no metric "annual_revenue" of the kind mrr; name one of mrr`,
    ],
    [
      'an unknown metric in a formula',
      [derived('one', { add: ['mmr', 'clv'] })],
      `${at}.value.add[0]: there is no column "mmr"; did you mean "mrr"?`,
    ],
    [
      'days added to money',
      [derived('one', { add: ['mrr', 'days_overdue'] })],
      `${at}.value.add: money stands beside days; compare and add what is of one unit`,
    ],
    [
      'another unit than the value has',
      [derived('one', { sub: ['mrr', 'mrr_start'] }, 'days')],
      `${at}.unit: its value has decimals, and days are whole; use quantity, money, fraction or score`,
    ],
    [
      'money said to be a quantity',
      [derived('one', { sub: ['mrr', 'mrr_start'] }, 'quantity')],
      `${at}.unit: its value is counted in money, and the unit is quantity; write "money"`,
    ],
    [
      'a condition said to be money',
      [derived('one', { gt: ['mrr', 1] })],
      `${at}.unit: its value is a bool, and the unit is money; give the unit of its value`,
    ],
    [
      '50 for a half',
      [derived('one', { gt: ['usage_growth', 50] }, 'flag')],
      `${at}.value.gt[1]: 50 stands beside a fraction; write 0.5 for 50 %`,
    ],
    [
      'a metric of itself',
      [derived('one', { add: ['one', 1] })],
      `${at}.value.add[0]: one is computed from itself: one → one; compute it from other metrics`,
    ],
    [
      'metrics of each other',
      [derived('one', { add: ['two', 1] }), derived('two', { add: ['three', 1] }), derived('three', { add: ['one', 'mrr'] })],
      `${at}.value: one is computed from itself: one → two → three → one; compute one of them from other metrics`,
    ],
  ])('%s', (_, metrics, fault) => {
    expect(faultsOf(metrics)).toEqual([fault]);
  });

  test('what is no JSON, and a section there is not', () => {
    expect(told('{')[0]).toMatch(/^: it is not JSON .*; correct it there$/);
    expect(told(JSON.stringify({ ...shipped, metric: [] }))).toEqual(['metric: there is no "metric" here; did you mean "metrics"?']);
  });

  test('every fault is told, not the first alone', () => {
    expect(faultsOf([aggregate({ table: 'x' }), aggregate({ name: 'two', on: 'status' })])).toHaveLength(2);
  });
});

test('the JSON Schema offers every kind, and rules with their operators', () => {
  const schema = JSON.parse(definitionsJsonSchema()) as {
    readonly properties: {
      readonly metrics: {
        readonly items: { readonly oneOf: readonly { readonly properties: { readonly kind: { readonly const: string } } }[] };
      };
    };
    readonly $defs: { readonly rule: { readonly anyOf: readonly unknown[] } };
  };
  const kinds = schema.properties.metrics.items.oneOf.map(({ properties }) => properties.kind.const);
  expect(kinds).toEqual(expect.arrayContaining(shipped.metrics.map((metric) => metric['kind'] as string)));
  expect(JSON.stringify(schema.$defs.rule)).toContain('days_between');
});
