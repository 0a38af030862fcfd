import { readFileSync } from 'node:fs';
import type { Session } from '@audit/warehouse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Definitions } from '../definitions/definitions.ts';
import { readDefinitions } from '../definitions/read-definitions.ts';
import { shippedDefinitions } from '../definitions/shipped-definitions.ts';
import type { InputName } from '../inputs/input-shapes.ts';
import type { Sources } from '../inputs/sources.ts';
import { bindTrialInputs, openTrialEngine } from '../trial-inputs.fixture.ts';
import { aggregateCases } from './aggregate/aggregate-cases.fixture.ts';
import { computeValues } from './compute-values.ts';
import { contractCases } from './contracts/contract-cases.fixture.ts';
import { contributingRows } from './explained-value.ts';
import { computedOf, type GoldenCase, packed } from './golden-case.fixture.ts';
import { overdueCases } from './invoices/overdue-cases.fixture.ts';
import { lifetimeCases } from './lifetime/lifetime-cases.fixture.ts';
import { winRateCases } from './opportunities/win-rate-cases.fixture.ts';
import { orderItemCases, recurringCases } from './recurring/recurring-cases.fixture.ts';
import { orderRevenueCases, revenueCases } from './revenue/revenue-cases.fixture.ts';
import { priorityCases, slaCases } from './service/sla-cases.fixture.ts';
import { touchCases } from './touches/touch-cases.fixture.ts';
import { lateUsageCases, usageCases } from './usage/usage-cases.fixture.ts';

const run = { asOf: '2025-06-30', zone: 'Europe/Berlin' };
const trial = openTrialEngine();
afterAll(async () => {
  await open.session[Symbol.asyncDispose]();
  await trial[Symbol.asyncDispose]();
});

type Json = Readonly<Record<string, unknown>>;
const shipped = JSON.parse(readFileSync(shippedDefinitions, 'utf8')) as { readonly metrics: readonly Json[] };
const named = (name: string, kind: string, more: Json): Json => ({ name, kind, label: name, description: name, ...more });
const part = (name: string, of: string, one: string): Json => named(name, 'part', { of, part: one });
const ofCases = (name: string, measure: string, more: Json = {}): Json => named(name, 'aggregate', { table: 'cases', measure, ...more });

/** The shipped metrics, some with other parameters, and some beside them. */
const definitions: Definitions = readDefinitions(
  JSON.stringify({
    ...shipped,
    metrics: [
      ...shipped.metrics.map((metric) => {
        if (metric['name'] === 'mrr') return { ...metric, excluded_families: ['Metered'] };
        return metric['name'] === 'sla_breaches' ? { ...metric, priority_targets_hours: { High: 4 } } : metric;
      }),
      named('fiscal_revenue', 'revenue', { period: 'fiscal', fiscal_start_month: 4 }),
      part('fiscal_growth', 'fiscal_revenue', 'growth'),
      named('calendar_revenue', 'revenue', { period: 'calendar' }),
      part('calendar_growth', 'calendar_revenue', 'growth'),
      named('segment_clv', 'clv', { retention_by_segment: { Enterprise: 0.99 } }),
      named('historic_clv', 'clv', { method: 'historic', margin: 0.4 }),
      named('contractual_clv', 'clv', { method: 'contractual' }),
      part('active_families', 'mrr', 'families'),
      part('open_invoices', 'days_overdue', 'open_invoices'),
      named('api_growth', 'usage_growth', { usage_metrics: ['api_calls'] }),
      named('prompt_growth', 'usage_growth', { max_delay_days: 2 }),
      named('seasonal_growth', 'usage_growth', { compare: 'last_year' }),
      named('win_rate_by_amount', 'win_rate', { by: 'amount' }),
      ofCases('high_cases_29_days', 'count', { where: { eq: ['priority', { text: 'High' }] }, on: 'created_date', window_days: 29 }),
      ofCases('origins', 'distinct', { column: 'origin' }),
      ofCases('best_csat', 'max', { column: 'csat', unit: 'quantity', on: 'created_date' }),
      ofCases('csat_sum', 'sum', { column: 'csat', unit: 'quantity' }),
      ofCases('known_csat_sum', 'sum', { column: 'csat', unit: 'quantity', where: { is_known: ['csat'] } }),
      ofCases('first_case_on', 'min', { column: 'created_date', unit: 'date' }),
      ofCases('dollar_cases', 'count', { where: { eq: ['subject', { text: "it's $as_of {source} @trunc" }] } }),
      named('load_or_none', 'derived', { unit: 'quantity', value: { coalesce: ['case_load', 0] } }),
      named('case_load', 'derived', { unit: 'quantity', value: { mul: ['open_cases', 'best_csat'] } }),
      named('is_loaded', 'derived', { unit: 'flag', value: { gt: ['case_load', 4] } }),
    ],
  }),
  'golden definitions',
);

const products = [
  { product_id: 'P1', family: 'Software' },
  { product_id: 'P2', family: 'Software' },
  { product_id: 'PM', family: 'Metered' },
];

const compute = async (session: Session, cases: readonly GoldenCase[], absent: readonly InputName[] = []): Promise<Sources> => {
  const masters = cases.map(({ name }) => name);
  const sources = await bindTrialInputs(session, masters, { ...packed(cases), products }, absent);
  await computeValues(definitions, { session, run, sources });
  return sources;
};
const computed = async (cases: readonly GoldenCase[], absent: readonly InputName[] = []) => {
  await using session = await trial.engine.session();
  await compute(session, cases, absent);
  return await computedOf(session);
};

const families: Readonly<Record<string, readonly GoldenCase[]>> = {
  revenue: revenueCases,
  recurring: recurringCases,
  lifetime: lifetimeCases,
  contracts: contractCases,
  invoices: overdueCases,
  service: slaCases,
  usage: usageCases,
  opportunities: winRateCases,
  touches: touchCases,
  aggregates: aggregateCases,
};

/** The session all families were computed in. */
let open: { readonly session: Session; readonly sources: Sources };
let whole: Awaited<ReturnType<typeof computed>>;
let bare: Awaited<ReturnType<typeof computed>>;
beforeAll(async () => {
  const session = await trial.engine.session();
  open = { session, sources: await compute(session, Object.values(families).flat()) };
  whole = await computedOf(session);
  bare = await computed(
    [...orderRevenueCases, ...orderItemCases, ...priorityCases, ...lateUsageCases],
    ['invoices', 'assets', 'case_milestones'],
  );
});

const check = (found: Readonly<Record<string, string>> | undefined, { expected }: GoldenCase): void =>
  expect(Object.fromEntries(Object.keys(expected).map((name) => [name, found?.[name]]))).toEqual(expected);

describe.each(Object.entries(families))('%s', (_, cases) => {
  test.each(cases)('$name', (one) => check(whole.get(one.name), one));
});

describe('where a lake has no invoices, assets or milestones', () => {
  test.each([...orderRevenueCases, ...orderItemCases, ...priorityCases, ...lateUsageCases])('$name', (one) =>
    check(bare.get(one.name), one),
  );
});

test('assets that tell no price are no source of MRR', async () => {
  const assets = [{ install_date: '2024-01-01', current_mrr: null, status: 'Installed' }];
  const [only] = [...(await computed([{ name: 'somebody', rows: { assets }, expected: {} }], ['sales_orders'])).values()];
  expect([only?.['mrr'], only?.['active_services'], only?.['clv']]).toEqual(['?no_source', '?no_source', '0.00']);
});

test('what has no source has no value, and no metric is 0 for it', async () => {
  const absent: readonly InputName[] = [
    'invoices',
    'sales_orders',
    'assets',
    'contracts',
    'opportunities',
    'cases',
    'case_milestones',
    'tasks',
    'events',
    'usage',
  ];
  const [only] = [...(await computed([{ name: 'nobody', rows: {}, expected: {} }], absent)).values()];
  const values = Object.entries(only ?? {});
  expect(values.length).toBe(definitions.metricFacts.length);
  const derived = /^\?missing:(overdue_amount|annual_revenue|open_cases|best_csat|case_load)$/;
  const wrong = values.filter(
    ([name, value]) => value !== '?no_source' && !derived.test(value) && !['customer_since', 'load_or_none'].includes(name),
  );
  expect(wrong).toEqual([]);
});

/** What the source rows of a metric come to, in the same unit. */
const rowsCome: Readonly<Record<string, string>> = {
  annual_revenue: 'SUM(amount)',
  prior_revenue: 'SUM(amount)',
  lifetime_revenue: 'SUM(amount)',
  calendar_revenue: 'SUM(amount)',
  mrr: 'SUM(amount)',
  mrr_start: 'SUM(amount)',
  balance_due: 'SUM(amount)',
  overdue_amount: 'SUM(amount)',
  days_overdue: `DATE_DIFF('day', MIN(happened_on), DATE '2025-06-30')`,
  open_invoices: 'COUNT(*)',
  sla_breaches: 'COUNT(*)',
  sla_promises: 'COUNT(*)',
  usage_30_days: 'SUM(amount)',
  win_rate_sample: 'COUNT(*)',
  last_touch_on: 'MAX(happened_on)',
  next_expiry_on: `COALESCE(MIN(happened_on) FILTER (WHERE happened_on >= DATE '2025-06-30'), MAX(happened_on))`,
  open_cases: 'COUNT(*)',
  high_cases_29_days: 'COUNT(*)',
  known_csat_sum: 'SUM(amount)',
};

test('source rows of a metric come to its value', async () => {
  const session = open.session;
  for (const [name, comes] of Object.entries(rowsCome)) {
    const rows = `SELECT master_id, ${comes} AS came FROM (${contributingRows(definitions, name, { run, sources: open.sources })}) r GROUP BY master_id`;
    const different = `SELECT m.master_id, s.came, m.${name} FROM metric_values m LEFT JOIN (${rows}) s ON s.master_id = m.master_id
      WHERE m.${name} IS NOT NULL AND CAST(m.${name} AS VARCHAR) NOT IN ('0', '0.00', '0.0000') AND CAST(s.came AS VARCHAR) IS DISTINCT FROM CAST(m.${name} AS VARCHAR)
      AND NOT COALESCE(TRY_CAST(CAST(s.came AS VARCHAR) AS DOUBLE) - TRY_CAST(CAST(m.${name} AS VARCHAR) AS DOUBLE) BETWEEN -0.005 AND 0.005, FALSE)`;
    expect([name, await session.evidence(different, 5)]).toEqual([name, []]);
  }
});

test('every metric has source rows of one shape, those of a growth of both periods', async () => {
  const { session, sources } = open;
  const shape = 'master_id VARCHAR, source_table VARCHAR, source_id VARCHAR, happened_on DATE, amount DECIMAL(18,4), note VARCHAR';
  for (const { name } of definitions.metricFacts) {
    const rows = contributingRows(definitions, name, { run, sources });
    expect([name, (await session.describe(rows)).map(([column, type]) => `${column} ${type}`).join(', ')]).toEqual([name, shape]);
  }
  const [customer] = revenueCases;
  const notes = `SELECT happened_on FROM (${contributingRows(definitions, 'yoy_growth', { run, sources })}) r WHERE master_id = '${customer?.name}' ORDER BY happened_on`;
  expect((await session.evidence(notes, 9)).map((row) => row['happened_on'])).toEqual(['2024-06-30', '2024-07-01', '2025-06-30']);
});
