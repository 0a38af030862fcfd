import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditHere } from '../audit-in-process.fixture.ts';

const top = fileURLToPath(new URL('../../../../', import.meta.url));
const cwd = mkdtempSync(join(tmpdir(), 'audit-aggregate-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const audit = async (...args: readonly string[]) => await auditHere(args, { cwd, env: { AUDIT_CLOCK: '2026-01-31T02:00:00Z' } });
const json = async (...args: readonly string[]): Promise<Readonly<Record<string, unknown>>> => {
  const { stdout, stderr } = await audit(...args, '--json');
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Readonly<Record<string, unknown>>;
};
const rows = async (table: string, ...more: readonly string[]): Promise<readonly Readonly<Record<string, unknown>>[]> => {
  const { stdout } = await audit('show', table, '--limit', '0', '--json', ...more);
  return stdout
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
};
const write = (path: string, content: string | object): void => {
  mkdirSync(join(cwd, path, '..'), { recursive: true });
  writeFileSync(join(cwd, path), typeof content === 'string' ? content : JSON.stringify(content));
};
const shipped = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(top, 'configs', name), 'utf8')) as Record<string, unknown>;

/** Three customers, of which one pays late; and what a survey says of them, a source the shipped mapping does not know. */
beforeAll(async () => {
  for (const part of ['input', 'audit.config.json'])
    cpSync(join(top, 'fixtures/replay/customer-360', part), join(cwd, part), { recursive: true });
  write(
    'input/crm/Survey.csv',
    'Id,AccountId,Score,AskedOn\nN1,001H00000000003,3,2026-01-20\nN2,001H00000000003,5,2026-01-22\nN3,001H00000000001,9,2026-01-22\n',
  );
  const mapping = shipped('bronze_to_silver_mapping.json');
  const survey = {
    target: 'surveys',
    key: ['Id'],
    columns: [
      { source: 'Id', target: 'survey_id' },
      { source: 'AccountId', target: 'account_id', pii: 'none' },
      { source: 'Score', target: 'score', type: 'int64' },
      { source: 'AskedOn', target: 'asked_on', type: 'date' },
    ],
  };
  write('configs/bronze_to_silver_mapping.json', { ...mapping, tables: { ...(mapping['tables'] as object), survey } });
  for (const args of [['extract', '--source', 'files', '--path', 'input/crm'], ['transform'], ['link', 'run']])
    if (![0, 4].includes((await audit(...args)).code)) throw new Error(`${args.join(' ')} failed`);
});

test('gold is planned, computed, published once, and told with reasons and next actions', { timeout: 120_000 }, async () => {
  expect(await json('aggregate', '--dry-run')).toMatchObject({ as_of: '2026-01-31', stale: true, why: 'first run' });
  const first = await json('aggregate');
  expect(first).toMatchObject({
    published: true,
    customers: 3,
    high_risk: 1,
    healthy: 1,
    critical: 1,
    without_health: 1,
    mrr: '4000.00',
    notes: [],
  });
  expect((first['most_at_risk'] as readonly object[])[0]).toMatchObject({
    name: 'Mill, Stone & Co',
    churn_risk: '79',
    health: '35',
    next_action: 'Schedule Urgent Retention Call',
    reasons: expect.stringContaining('Churn risk is 79 of 100.') as string,
  });
  expect(await json('aggregate')).toMatchObject({ published: false, version: first['version'] });
  expect(await json('aggregate', '--dry-run')).toMatchObject({ stale: false, why: null });
  const { stdout } = await audit('aggregate');
  expect(stdout).toContain('3 customers as of 2026-01-31: 1 healthy, 0 at risk, 1 critical, 1 with too few data');
  expect(stdout).toContain('Nothing changed: nothing was published.');
  const timeline = await rows('gold_customer_timeline');
  const instants: unknown[] = [];
  const inBerlin = (at = ''): string => new Date(at).toLocaleDateString('sv', { timeZone: 'Europe/Berlin' });
  for (const customer of await rows('gold_customer_360')) {
    const events = timeline.filter((row) => row['master_id'] === customer['master_id']);
    const at = events
      .map((row) => String(row['happened_at']))
      .toSorted()
      .at(-1);
    const [newest] = events
      .filter((row) => row['happened_at'] === at)
      .toSorted((a, b) => (String(a['event_id']) < String(b['event_id']) ? -1 : 1));
    expect([customer['last_event_at'], customer['last_event'], customer['last_event_on']]).toEqual([at, newest?.['title'], inBerlin(at)]);
    instants.push(at);
  }
  // Midnight of that day in Berlin is on the day before in UTC.
  expect(instants).toContain('2026-01-30T23:00:00Z');
  const version = String(first['version']);
  expect(new Set((await rows('gold_customer_360', '--version', version)).map((row) => row['as_of']))).toEqual(new Set(['2026-01-31']));
});

interface Node {
  readonly table: string;
  readonly column: string;
  readonly from: readonly Node[];
}
const leaves = (node: Node): readonly string[] => (node.from.length === 0 ? [`${node.table}.${node.column}`] : node.from.flatMap(leaves));

test('a column of the page leads back to columns of bronze, by definitions and mapping', async () => {
  const of = async (column: string): Promise<readonly string[]> =>
    leaves((await json('lineage', `gold_customer_360.${column}`)) as unknown as Node);
  expect(await of('name')).toEqual(['bronze_account.Name']);
  for (const column of ['annual_revenue', 'days_overdue', 'overdue_share']) {
    const found = await of(column);
    expect(found).toContain('bronze_invoice.Status');
    expect(found.filter((leaf) => !leaf.startsWith('bronze_'))).toEqual([]);
  }
  // By way of a score, its parts, and the metrics those are of.
  expect(await of('churn_risk_band')).toContain('bronze_usage__c.Quantity__c');
});

test('a later day keeps episodes and history; the first day computed again gives what it gave', { timeout: 120_000 }, async () => {
  const before = { alerts: await rows('gold_customer_alert'), timeline: await rows('gold_customer_timeline') };
  await audit('aggregate', '--as-of', '2026-02-20');
  const alerts = await rows('gold_customer_alert');
  const ids = (list: typeof alerts): readonly unknown[] => list.map((row) => row['alert_id']);
  expect(ids(alerts)).toEqual(expect.arrayContaining([...ids(before.alerts)]));
  expect(alerts.find((row) => row['alert_id'] === ids(before.alerts)[0])).toMatchObject({
    episode: 1,
    opened_on: '2026-01-31',
    as_of: '2026-02-20',
  });
  expect((await rows('gold_business_metrics')).map((row) => row['as_of'])).toEqual(['2026-01-31', '2026-02-20']);
  const days = new Set((await rows('gold_customer_score_history')).map((row) => row['as_of']));
  expect(days).toEqual(new Set(['2026-01-31', '2026-02-20']));
  await audit('aggregate', '--as-of', '2026-01-31');
  const told = (list: typeof alerts, columns: readonly string[]): readonly unknown[] => list.map((row) => columns.map((name) => row[name]));
  const said = ['alert_id', 'state', 'severity', 'evidence', 'opened_on', 'resolved_on'];
  expect(told(await rows('gold_customer_alert'), said)).toEqual(told(before.alerts, said));
  const happened = ['event_id', 'happened_at', 'kind', 'title', 'amount'];
  expect(told(await rows('gold_customer_timeline'), happened)).toEqual(told(before.timeline, happened));
});

test('a value is explained down to its source rows, a missing one with its reason', { timeout: 120_000 }, async () => {
  const account = '001H00000000003';
  const revenue = await json('metrics', 'explain', account, 'annual_revenue', '--rows', '0');
  const list = revenue['rows'] as readonly Readonly<Record<string, string>>[];
  const cents = list.reduce((sum, { amount }) => sum + Math.round(Number(amount) * 100), 0);
  expect(cents / 100).toBe(Number(revenue['value']));
  expect(revenue).toMatchObject({ as_of: '2026-01-31', unit: 'money', source_rows: list.length });
  const risk = await json('metrics', 'explain', account, 'churn_risk');
  const parts = risk['inputs'] as readonly Readonly<Record<string, string>>[];
  expect(parts.reduce((sum, { points }) => sum + Number(points ?? 0), 0)).toBeCloseTo(Number(risk['value']), 6);
  expect(risk).toMatchObject({ band: 'HIGH', coverage: '0.7' });
  const { stdout } = await audit('metrics', 'explain', '001H00000000004', 'health_score');
  expect(stdout).toContain('Health of');
  expect(stdout).toContain('unknown: too few of its parts are known');
  // As the tables of scores call it.
  expect((await audit('metrics', 'explain', '001H00000000004', 'health')).stdout).toBe(stdout);
  const { code, stderr } = await audit('metrics', 'explain', account, 'anual_revenue');
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('annual_revenue') as string });
  expect((await audit('metrics', 'explain', 'nobody', 'mrr')).code).toBe(2);
  expect((await audit('metrics', 'list', '--json')).stdout.split('\n').some((line) => line.includes('"name":"health_score"'))).toBe(true);
});

test('a source, a metric of it and a rule are added by configuration alone', { timeout: 120_000 }, async () => {
  const definitions = shipped('silver_to_gold_metrics.json');
  const metric = {
    name: 'survey_score',
    label: 'Survey score',
    description: 'Worst answer of the last 90 days, from 0 to 10',
    kind: 'aggregate',
    table: 'surveys',
    measure: 'min',
    column: 'score',
    unit: 'count',
    on: 'asked_on',
    window_days: 90,
  };
  const rule = {
    title: 'Unhappy answers',
    priority: 'MEDIUM',
    when: { lt: ['survey_score', 6] },
    action: 'Call about the survey',
    reason: 'The worst answer was {survey_score}.',
    expected_outcome: 'Their reasons are known',
    expires_after_days: 30,
  };
  write('configs/silver_to_gold_metrics.json', {
    ...definitions,
    metrics: [
      // A word of the business that looks like a mark of a model.
      ...(definitions['metrics'] as readonly { readonly kind: string }[]).map((one) =>
        one.kind === 'revenue' ? { ...one, invoice_excluded_statuses: ['Void', 'in US$ {open}'] } : one,
      ),
      metric,
    ],
    rules: { ...(definitions['rules'] as object), R007: rule },
  });
  const run = await json('aggregate');
  expect(run).toMatchObject({ published: true });
  const customers = await rows('gold_customer_360');
  expect(customers.map((row) => [row['name'], row['survey_score'], row['survey_score_reason']])).toEqual(
    expect.arrayContaining([
      ['Mill, Stone & Co', 3, null],
      ['Harbour Foods GmbH', 9, null],
      ['Old Quay Logistics Ltd', null, 'no_rows'],
    ]),
  );
  const added = (await rows('gold_customer_recommendation')).filter((row) => row['rule_id'] === 'R007');
  expect(added).toMatchObject([{ reason: 'The worst answer was 3.', status: 'open' }]);
  const told = await json('metrics', 'explain', '001H00000000003', 'survey_score');
  expect(told).toMatchObject({ value: '3', source_rows: 2 });
  // What needs no lake still knows what the lake has.
  expect((await audit('metrics', 'list')).stdout).toContain('survey_score');
  expect((await audit('rules', 'list')).stdout).toContain('survey_score < 6');
  // Definitions with nothing but a metric, without scores, rules, MRR: tables of scores there were are empty, older versions have them.
  write('configs/silver_to_gold_metrics.json', { version: 1, metrics: [metric] });
  expect(await json('aggregate')).toMatchObject({ published: true, customers: 3, mrr: null, high_risk: 0, rules: [], most_at_risk: [] });
  const version = String(run['version']);
  for (const table of ['gold_customer_health', 'gold_customer_churn_risk'])
    expect([(await rows(table)).length, (await rows(table, '--version', version)).length]).toEqual([0, 3]);
  write('configs/silver_to_gold_metrics.json', { ...definitions, rules: { R007: { ...rule, when: { lt: ['survey_scor', 6] } } } });
  const { code, stderr } = await audit('aggregate');
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('rules.R007.when') as string });
});
