import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sqlType } from '@audit/contract';
import { duckDbEngine, type Session } from '@audit/warehouse';
import { afterAll, expect, test } from 'vitest';
import { inputTables } from '../inputs/input-tables.ts';
import { type Sources, usualSilver } from '../inputs/sources.ts';
import { decideRules } from '../rules/decide-rules.ts';
import { bindNoEpisodes } from '../rules/trial-episodes.fixture.ts';
import { explainFact } from '../explain/explain-fact.ts';
import { scoreColumns } from './score-columns.ts';
import { scoreMasters } from './score-masters.ts';
import { scoreRows } from './score-rows.ts';
import { shownScore } from './shown-score.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { readTrial, shippedJson, shippedTrial } from './trial-definitions.fixture.ts';
import { allSources, bindCustomers, type TrialCustomer } from './trial-organisation.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'audit-golden-'));
const engine = duckDbEngine({ tempDirectory: folder, directories: [folder], threads: 1 });
afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const asOf = '2026-10-31';
const run = { asOf, zone: 'UTC' };
const daysBefore = (days: number): string => new Date(Date.parse(`${asOf}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
const noon = (days: number): string => `${daysBefore(days)}T12:00:00Z`;
const invoice = (amount: string, due: number, paid: number | null) => ({
  amount,
  due: daysBefore(due),
  paid: paid === null ? null : daysBefore(paid),
  balance: paid === null ? amount : '0.00',
  status: 'Posted',
});

type Row = Readonly<Record<string, string | null>>;
const rowsBy = async (session: Session, sql: string): Promise<ReadonlyMap<string, Row>> =>
  new Map((await session.evidence(sql, 100)).map((row) => [row['master_id'] ?? '', row]));

/** The worked examples of docs/metrics/scores.md. */
const everySource: Sources = { has: () => true, columns: usualSilver, isLinked: true, notes: [] };
const worked: readonly TrialCustomer[] = [
  {
    id: 'worked',
    // Weights 100 and 200 × 0.5^(180/180) = 100; grades 100 and 50.
    invoices: [invoice('100.00', 0, 0), invoice('200.00', 180, 150)],
    cases: [
      // 48 hours where 24 were the target: 50. Mark 4 of 1 to 5: 75.
      { opened: noon(12), closed: noon(10), isClosed: true, priority: 'High', csat: 4 },
      // Open for 15 of 30 days: 50.
      { opened: noon(15), closed: null, isClosed: false, priority: 'Low', csat: null },
    ],
    promises: [
      { target: noon(20), completed: noon(21), isCompleted: true },
      { target: noon(30), completed: noon(30), isCompleted: true },
      { target: noon(40), completed: null, isCompleted: false },
    ],
    // Last touch 30 days ago: 20; 3 of 6: 20; 2 of 3 people: 13.33.
    events: [
      { who: 'p1', start: noon(30) },
      { who: 'p1', start: noon(60) },
    ],
    tasks: [
      { who: 'p2', subtype: 'Call', completed: noon(40), day: null, isClosed: true },
      { who: 'p3', subtype: 'ListEmail', completed: noon(1), day: null, isClosed: true },
    ],
    metrics: { usage_growth: 0.5, days_overdue: 45, sla_breaches: 2 },
  },
  { id: 'half', invoices: [invoice('10.00', 20, 5)] },
  { id: 'silent' },
  // As of the day there is no case yet, and none that is open for minus a day.
  { id: 'case of tomorrow', cases: [{ opened: noon(-1), closed: null, isClosed: false, priority: 'Critical', csat: null }] },
  { id: 'fell', metrics: { usage_growth: -0.25 } },
  { id: 'open late', invoices: [invoice('10.00', 60, null)] },
  { id: 'written off', invoices: [{ ...invoice('10.00', 60, null), status: 'Written Off' }] },
  { id: 'credit', invoices: [invoice('-10.00', 20, 20)] },
  { id: 'paid later', invoices: [{ ...invoice('10.00', 30, null), paid: '2026-11-05', balance: '0.00' }] },
  { id: 'stopped', metrics: { usage_growth: -1 } },
  { id: 'first instant', events: [{ who: 'p1', start: '2026-08-03T00:00:00Z' }] },
  { id: 'instant before', events: [{ who: 'p1', start: '2026-08-02T23:59:59Z' }] },
  {
    id: 'champion stays',
    events: ['p1', 'p1', 'p1', 'p1', 'p2', 'p2', 'p2'].map((person) => ({ who: `${person} of it`, start: noon(3) })),
    contacts: [
      { id: 'p1 of it', bounced: null },
      { id: 'p2 of it', bounced: noon(2) },
    ],
  },
];

test('sub-scores and scores are those worked out by hand', async () => {
  const { scores, metricFacts } = shippedTrial();
  await using session = await engine.session();
  await bindCustomers(session, worked);
  await scoreMasters(session, scores, metricFacts, allSources, run);
  const rows = await rowsBy(session, 'SELECT * FROM score_values');
  const value = (id: string, name: string): number | null => {
    const text = rows.get(id)?.[name] ?? null;
    return text === null ? null : Math.round(Number(text) * 1e4) / 1e4;
  };
  const of = (id: string, ...names: readonly string[]): readonly (number | null)[] => names.map((name) => value(id, name));
  expect(of('worked', 'payment_history', 'support_quality', 'usage_trends', 'engagement')).toEqual([75, 61.6667, 79.2481, 53.3333]);
  expect(of('worked', 'usage_decline', 'payment_issues', 'support_problems', 'low_engagement')).toEqual([0, 50, 50, 46.6667]);
  // 0.30 × 75 + 0.25 × 61.67 + 0.25 × 79.25 + 0.20 × 53.33; 0.30 × 0 + 0.30 × 50 + 0.25 × 50 + 0.15 × 46.67.
  expect(of('worked', 'health', 'health_coverage', 'churn_risk', 'churn_risk_coverage')).toEqual([68.3954, 1, 34.5, 1]);
  expect(of('worked', 'payment_history_points', 'payment_history_lost')).toEqual([22.5, 7.5]);
  // Known are 0.30 and 0.20 of the weights: just enough.
  expect(of('half', 'payment_history', 'engagement', 'health', 'health_coverage', 'payment_history_points')).toEqual([75, 0, 45, 0.5, 45]);
  // 0.25 and 0.20 are too few; silence is 0, and not missing.
  expect(of('fell', 'usage_trends', 'engagement', 'health', 'health_coverage')).toEqual([29.2481, 0, null, 0.45]);
  expect([rows.get('fell')?.['health_reason'], rows.get('fell')?.['health_band'], rows.get('half')?.['health_band']]).toEqual([
    'insufficient data',
    null,
    'critical',
  ]);
  expect(of('fell', 'usage_decline')).toEqual([50]);
  expect(of('open late', 'payment_history')).toEqual([20]);
  expect(of('paid later', 'payment_history')).toEqual([50]);
  expect(['written off', 'credit', 'silent'].map((id) => rows.get(id)?.['payment_history_reason'])).toEqual([
    'no_due_invoice',
    'no_due_invoice',
    'no_due_invoice',
  ]);
  expect(of('stopped', 'usage_trends', 'usage_decline')).toEqual([0, 100]);
  for (const id of ['silent', 'case of tomorrow']) expect([id, rows.get(id)?.['support_quality_reason']]).toEqual([id, 'no_cases']);
  expect(rows.get('silent')?.['payment_issues_reason']).toBe('payment_history: no_due_invoice; days_overdue: no_source');
  expect(rows.get('silent')?.['usage_decline_reason']).toBe('usage_growth: no_source');
  const inputs = await rowsBy(
    session,
    'SELECT e.master_id, e.touches, f.champion_left FROM sub_engagement e JOIN facts f ON f.master_id = e.master_id',
  );
  expect([inputs.get('first instant')?.['touches'], inputs.get('instant before')?.['touches']]).toEqual(['1', '0']);
  expect([inputs.get('champion stays')?.['champion_left'], inputs.get('worked')?.['champion_left']]).toEqual(['false', null]);
  const trial = shippedTrial();
  const healthFact = trial.facts.find(({ name }) => name === 'health_score')!;
  await session.bindRows('in_usage', inputTables.usage, []);
  const explained = await explainFact(trial, healthFact, { master: 'worked', most: 9 }, { session, run, sources: everySource });
  const numbers = (cells: object = {}) => Object.fromEntries(Object.entries(cells).map(([name, value]) => [name, Number(value)]));
  expect(
    explained?.inputs.map(({ name, weight, points, inputs }) => [
      name,
      Number(weight),
      Math.round(Number(points) * 100) / 100,
      numbers(inputs),
    ]),
  ).toEqual([
    ['payment_history', 0.3, 22.5, { invoices: 2, late_invoices: 1 }],
    ['support_quality', 0.25, 15.42, { cases: 2, sla: expect.closeTo(200 / 3, 9) as number, resolution: 50, csat: 75, backlog: 50 }],
    ['usage_trends', 0.25, 19.81, { usage_growth: 0.5 }],
    ['engagement_score', 0.2, 10.67, { last_two_way_days: 30, touches: 3, contacts: 2 }],
  ]);
  expect([explained?.band, explained?.inputs[3]?.formula]).toEqual([
    'at_risk',
    '40 × 0.5^(days since the last two-way touch / 30) + 40 × touches of 90 days / 6 (1 at most) + 20 × people among them / 3 (1 at most)',
  ]);
  for (const score of scores.scores) {
    const columns = scoreColumns(score);
    const found = new Map(await session.describe('SELECT * FROM score_values'));
    for (const [name, { type }] of Object.entries(columns)) expect([name, found.get(name)]).toEqual([name, sqlType(type, 'duckdb')]);
  }
  // Without the tables nothing is known, not even that nobody was in touch.
  await scoreMasters(session, scores, metricFacts, { has: () => false }, run);
  const none = (await rowsBy(session, 'SELECT * FROM score_values')).get('worked');
  expect([none?.['payment_history_reason'], none?.['support_quality_reason'], none?.['engagement_reason'], none?.['engagement']]).toEqual([
    'no_source',
    'no_source',
    'no_source',
    null,
  ]);
});

test('a score goes down to its source rows, each with what it counts for', async () => {
  const definitions = shippedTrial();
  await using session = await engine.session();
  await bindCustomers(session, worked.slice(0, 1));
  await scoreMasters(session, definitions.scores, definitions.metricFacts, allSources, run);
  const rows = async (name: string): Promise<readonly string[]> =>
    (
      await session.evidence(
        `SELECT * FROM (${scoreRows(definitions, name, { engine: session.engine, run, sources: everySource })}) r ORDER BY source_table, source_id`,
        100,
      )
    ).map((row) => [row['source_id'], row['happened_on'], row['amount'], row['note']].join(' | '));
  expect(await rows('payment_history')).toEqual([
    'worked-0 | 2026-10-31 | 100.0000 | 0 days late: grade 100.00, weight 100.00',
    'worked-1 | 2026-05-04 | 200.0000 | 30 days late: grade 50.00, weight 100.00',
  ]);
  expect(await rows('support_quality')).toEqual([
    'worked-0 | 2026-10-11 |  | promise kept',
    'worked-1 | 2026-10-01 |  | promise kept',
    'worked-2 | 2026-09-21 |  | promise broken',
    'worked-0 | 2026-10-19 |  | closed after 48.0 h, target 24.0 h, mark 4',
    'worked-1 | 2026-10-16 |  | open for 15 days',
  ]);
  expect((await rows('low_engagement')).length).toBe(3);
  await session.bindRows('in_usage', inputTables.usage, []);
  // Of four parts the rows of each; there are none of usage.
  expect((await rows('health')).length).toBe(2 + 5 + 3);
});

/** Sub-scores and facts as metrics say: what decides bands and rules, apart from how it is computed. */
const asGiven = (): Definitions => {
  const sections = shippedJson();
  for (const sub of Object.values(sections.scores.sub_scores) as { kind: string; as?: string; label: string; description: string }[])
    for (const key of Object.keys(sub)) if (!['label', 'description', 'as'].includes(key)) delete (sub as Record<string, unknown>)[key];
  const takes = { payment_history: 'mrr', support_quality: 'mrr', usage_trends: 'annual_revenue', engagement: 'annual_revenue', usage_decline: 'overdue_amount', payment_issues: 'overdue_amount', support_problems: 'overdue_amount', low_engagement: 'overdue_amount' }; // prettier-ignore
  for (const [name, of] of Object.entries(takes)) Object.assign(sections.scores.sub_scores[name] ?? {}, { kind: 'formula', formula: of });
  sections.scores.further_facts = { health_30d_ago: sections.scores.further_facts['health_30d_ago']! };
  sections.alerts = {
    health_drop: sections.alerts['health_drop']!,
    health_low: sections.alerts['health_low']!,
    churn_high: sections.alerts['churn_high']!,
  };
  return readTrial(sections);
};

/** Health of x everywhere, churn of y everywhere, and further facts. */
const shows = (id: string, health: string | null, churn: string | null, metrics: TrialCustomer['metrics'] = {}): TrialCustomer => ({
  id,
  metrics: { mrr: health, annual_revenue: health, overdue_amount: churn, ...metrics },
});

const boundaries: readonly TrialCustomer[] = [
  shows('healthy', '80.00', '70.00', { days_to_expiry: 89 }),
  shows('nearly', '79.60', '70.01', { days_to_expiry: 89 }),
  shows('just healthy', '80.00', '70.01', { days_to_expiry: 90 }),
  shows('fifty', '50.00', '40.00', { usage_growth: 0.5, active_services: 4 }),
  shows('below fifty', '49.99', '39.99', { usage_growth: 0.5000001, active_services: 4 }),
  shows('expired', null, '71.00', { days_to_expiry: -12 }),
  { ...shows('evergreen', null, '71.00'), metrics: { overdue_amount: '71.00', days_to_expiry: null } },
  shows('calm evergreen', null, '70.00'),
  shows('fifteen', '29.99', null, { days_overdue: 15, sla_breaches: 0, yoy_growth: 0.2 }),
  shows('sixteen', '30.00', null, { days_overdue: 16, sla_breaches: 1, yoy_growth: 0.21 }),
  {
    ...shows('dropped', '60.00', null),
    before: [
      ['2026-09-30', 'health', 75],
      ['2026-10-20', 'health', 61],
    ],
  },
  { ...shows('slipped', '60.01', null), before: [['2026-09-27', 'health', 75]] },
  { ...shows('forgotten', '60.00', null), before: [['2026-09-20', 'health', 99]] },
  { ...shows('a week late', '60.00', null), before: [['2026-09-24', 'health', 75]] },
  // 0.55 × 50 / 0.55 in doubles is a little less than 50.
  { id: 'half known', metrics: { mrr: '50.00' } },
  shows('cut', null, '79.60', { days_to_expiry: 10 }),
  { ...shows('was unknown', '60.00', null), before: [['2026-10-01', 'health', null]] },
];

test('bands are half-open on the value itself, and rules say what they say literally', async () => {
  const { scores, rules, facts, metricFacts } = asGiven();
  await using session = await engine.session();
  await bindCustomers(session, boundaries);
  await bindNoEpisodes(session);
  await scoreMasters(session, scores, metricFacts, allSources, run);
  await decideRules(session, rules, facts, run);
  const values = await rowsBy(session, 'SELECT master_id, health, health_band, churn_risk, churn_risk_band FROM score_values');
  const bands = (id: string): readonly unknown[] => [values.get(id)?.['health_band'], values.get(id)?.['churn_risk_band']];
  expect([bands('healthy'), bands('nearly'), bands('fifty'), bands('below fifty')]).toEqual([
    ['healthy', 'HIGH'],
    ['at_risk', 'HIGH'],
    ['at_risk', 'MEDIUM'],
    ['critical', 'LOW'],
  ]);
  expect([values.get('half known')?.['health'], values.get('half known')?.['health_band']]).toEqual(['50.0', 'at_risk']);
  expect([values.get('nearly')?.['health'], shownScore(79.6), shownScore(80)]).toEqual(['79.6', '79', '80']);
  // Neither 0.3 × 70 + … nor what is left of it without health has noise that would lift 70 above 70.
  expect([values.get('healthy')?.['churn_risk'], values.get('calm evergreen')?.['churn_risk']]).toEqual(['70.0', '70.0']);

  const fired = await session.evidence('SELECT master_id, rule_id, reason FROM recommendations_now ORDER BY rule_id, master_id', 100);
  expect(fired.map((row) => `${row['rule_id']} ${row['master_id']}`)).toEqual([
    'R001 cut',
    'R001 expired',
    'R001 nearly',
    'R002 below fifty',
    'R003 sixteen',
    'R004 sixteen',
    'R005 sixteen',
    'R006 fifteen',
  ]);
  expect(fired[0]?.['reason']).toBe('Churn risk is 79 of 100; days to the end of the contract: 10.');
  const raised = await session.evidence('SELECT master_id, rule_id, message FROM alerts_now ORDER BY rule_id, master_id', 100);
  expect(raised.map((row) => `${row['rule_id']} ${row['master_id']}`)).toEqual([
    'churn_high calm evergreen',
    'churn_high cut',
    'churn_high evergreen',
    'churn_high expired',
    'churn_high healthy',
    'churn_high just healthy',
    'churn_high nearly',
    'health_drop a week late',
    'health_drop dropped',
    'health_low below fifty',
    'health_low fifteen',
    'health_low sixteen',
  ]);
  expect(raised.find((row) => row['rule_id'] === 'health_drop')?.['message']).toBe('Health fell from 75 to 60 in 30 days.');

  const gaps = new Map(
    (await session.evidence('SELECT * FROM gaps_now', 1000)).map((row) => [`${row['rule_id']} ${row['master_id']}`, row['missing']]),
  );
  expect(gaps.get('R001 evergreen')).toBe('{"days_to_expiry":"no_source"}');
  // Its churn risk is no more than 70, whatever the contract.
  expect(gaps.has('R001 calm evergreen')).toBe(false);
  expect(gaps.get('R002 healthy')).toBe('{"usage_growth":"no_source","active_services":"no_source"}');
  expect(gaps.get('R005 healthy')).toBe('{"yoy_growth":"no_source"}');
  expect([gaps.get('health_drop forgotten'), gaps.get('health_drop was unknown')]).toEqual([
    '{"health_30d_ago":"no_history"}',
    '{"health_30d_ago":"had_none"}',
  ]);
  expect(gaps.has('health_drop slipped')).toBe(false);
});

/** What a run kept of a customer, so many days before. */
const kept = (days: number, name: string, value: number | null) => [daysBefore(days), name, value] as const;

test('a sub-score that has been missing for more than a month rings, as far as runs remember', async () => {
  const { rules, facts, scores, metricFacts } = shippedTrial();
  await using session = await engine.session();
  await bindCustomers(session, [
    { id: 'known a month ago', before: [kept(30, 'payment_history', 80), kept(1, 'payment_history', null)] },
    { id: 'known before', before: [kept(31, 'payment_history', 80), kept(1, 'payment_history', null)] },
    { id: 'never known', before: [kept(40, 'payment_history', null), kept(1, 'payment_history', null)] },
    { id: 'known now', before: [kept(40, 'payment_history', null)], invoices: [invoice('10.00', 20, 5)] },
    { id: 'first run' },
    { id: 'later', before: [['2026-12-31', 'payment_history', 80]] },
  ]);
  await bindNoEpisodes(session);
  await scoreMasters(session, scores, metricFacts, allSources, run);
  await decideRules(session, rules, facts, run);
  const rows = await rowsBy(session, 'SELECT master_id, payment_history_missing_days AS days FROM facts');
  expect(Object.fromEntries([...rows].map(([id, row]) => [id, row['days']]))).toEqual({
    'known a month ago': '30',
    'known before': '31',
    'never known': '40',
    'known now': '0',
    'first run': '0',
    later: '0',
  });
  const raised = await session.evidence(`SELECT master_id FROM alerts_now WHERE rule_id = 'scores_missing' ORDER BY master_id`, 10);
  expect(raised.map((row) => row['master_id'])).toEqual(['known before', 'never known']);
});

test('a recommendation tells its reason, evidence and what is at stake in the values of the customer', async () => {
  const { rules, facts, scores, metricFacts } = shippedTrial();
  await using session = await engine.session();
  await bindCustomers(session, [
    { id: 'grows', metrics: { yoy_growth: 0.25, annual_revenue: '1200.50' } },
    { id: 'late', metrics: { days_overdue: 20 } },
  ]);
  await bindNoEpisodes(session);
  await scoreMasters(session, scores, metricFacts, allSources, run);
  await decideRules(session, rules, facts, run);
  const made = await session.evidence(`SELECT * FROM recommendations_now WHERE rule_id IN ('R003', 'R005') ORDER BY rule_id`, 10);
  expect(
    made.map((row) => [
      row['priority'],
      row['action'],
      row['reason'],
      row['evidence'],
      row['impact_amount'],
      row['impact_method'],
      row['expires_on'],
    ]),
  ).toEqual([
    [
      'MEDIUM',
      'Send Payment Reminder',
      'The oldest open invoice has been due for 20 days.',
      '{"values":{"days_overdue":20},"condition":"days_overdue > 15"}',
      null,
      'not reckoned: no value of overdue_amount',
      '2026-11-14',
    ],
    [
      'LOW',
      'Executive Relationship Building',
      'Revenue grew by 25.0 % over the year before.',
      '{"values":{"yoy_growth":0.25},"condition":"yoy_growth > 0.2"}',
      '300.13',
      'the growth once more: annual revenue × growth of a year',
      '2027-01-29',
    ],
  ]);
});
