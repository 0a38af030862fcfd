import { customerAlerts, customerRecommendations, type Table } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bindTrialInputs, openTrialEngine, type TrialRows } from '../trial-inputs.fixture.ts';
import { buildTimeline } from './build-timeline.ts';
import { allKinds, timelineSchema } from './timeline-schema.ts';

const trial = openTrialEngine();
let session: Session;
beforeAll(async () => {
  session = await trial.engine.session();
});
afterAll(async () => {
  await session[Symbol.asyncDispose]();
  await trial[Symbol.asyncDispose]();
});

const without = (table: Table): string =>
  Object.keys(table.columns)
    .filter((name) => !['as_of', 'run_id', 'definition_version', 'inputs_hash'].includes(name))
    .map((name) => `CAST(NULL AS ${name.endsWith('_on') ? 'DATE' : name === 'impact_amount' ? 'DECIMAL(18, 2)' : 'VARCHAR'}) AS ${name}`)
    .join(', ');

/** What others than silver tell: one alert that was raised and cleared, one action, one change of a band, one profile, one link. */
const bindOthers = async (): Promise<void> => {
  await session.materialise('master_made', `SELECT 'M' AS master_id, 2 AS accounts, TIMESTAMP '2026-01-05 08:00:00' AS made_at`);
  await session.materialise(
    'profile_events',
    `SELECT 'M' AS master_id, 'p1' AS event_id, TIMESTAMP '2026-02-01 10:00:00' AS happened_at, 'Profile changed' AS title`,
  );
  const alert = `'a1' AS alert_id, 'M' AS master_id, 'Health is critical' AS title, DATE '2026-02-02' AS opened_on, DATE '2026-02-04' AS resolved_on`;
  await session.materialise('alerts_now', `SELECT * REPLACE (${alert}) FROM (SELECT ${without(customerAlerts)}) a`);
  const action = `'r1' AS recommendation_id, 'M' AS master_id, 'Call' AS action, DATE '2026-02-03' AS created_on, CAST(12.5 AS DECIMAL(18, 2)) AS impact_amount`;
  await session.materialise('recommendations_now', `SELECT * REPLACE (${action}) FROM (SELECT ${without(customerRecommendations)}) r`);
  await session.materialise(
    'bands_changed',
    `SELECT 'M' AS master_id, 'health' AS score, 'healthy' AS band_before, 'critical' AS band, DATE '2026-02-02' AS changed_on`,
  );
};

const silver: TrialRows = {
  accounts: [
    { master_id: 'M', account_id: 'A1', name: 'Acme', created_date: '2026-01-02T09:00:00Z' },
    { master_id: 'M', account_id: 'A2', name: null, created_date: '2026-02-01T09:00:00Z' },
  ],
  contacts: [
    {
      master_id: 'M',
      contact_id: 'C1',
      name: 'Ann Lee',
      title: 'Buyer',
      created_date: '2026-01-03T00:00:00Z',
      email_bounced_date: '2026-02-20T00:00:00Z',
    },
  ],
  opportunities: [
    {
      master_id: 'M',
      opportunity_id: 'O1',
      name: 'Deal',
      amount: '100',
      close_date: '2026-02-10',
      is_closed: true,
      is_won: true,
      created_date: '2026-01-10T00:00:00Z',
    },
    {
      master_id: 'M',
      opportunity_id: 'O2',
      name: 'Other',
      amount: '7',
      close_date: '2026-02-11',
      is_closed: true,
      is_won: false,
      created_date: '2026-01-11T00:00:00Z',
    },
  ],
  opportunity_field_history: [
    { master_id: 'M', opportunity_id: 'O1', field: 'StageName', new_value: 'Proposal', created_date: '2026-01-20T00:00:00Z' },
    { master_id: 'M', opportunity_id: 'O1', field: 'Amount', new_value: '100', created_date: '2026-01-21T00:00:00Z' },
  ],
  sales_orders: [
    { master_id: 'M', order_id: 'S1', order_number: '77', status: 'Activated', effective_date: '2026-02-12', total_amount: '100' },
    { master_id: 'M', order_id: 'S2', order_number: '78', status: 'Draft', effective_date: '2026-02-13', total_amount: '100' },
  ],
  contracts: [
    { master_id: 'M', contract_id: 'K1', contract_number: '1', status: 'Activated', start_date: '2025-02-15', end_date: '2026-02-14' },
    // Goes on with the first, so that neither has ended for good.
    { master_id: 'M', contract_id: 'K2', contract_number: '2', status: 'Activated', start_date: '2026-02-15', end_date: '2026-05-10' },
    {
      master_id: 'M',
      account_id: 'Z',
      contract_id: 'K3',
      contract_number: '3',
      status: 'Activated',
      start_date: '2025-03-01',
      end_date: '2026-02-27',
    },
  ],
  invoices: [
    {
      master_id: 'M',
      invoice_id: 'I1',
      invoice_number: 'in-time',
      status: 'Posted',
      invoice_date: '2026-01-01',
      due_date: '2026-01-15',
      paid_date: '2026-01-15',
      total_amount: '10',
      balance: '0',
    },
    {
      master_id: 'M',
      invoice_id: 'I2',
      invoice_number: 'late',
      status: 'Posted',
      invoice_date: '2026-01-01',
      due_date: '2026-01-15',
      paid_date: '2026-01-16',
      total_amount: '11',
      balance: '0',
    },
    {
      master_id: 'M',
      invoice_id: 'I3',
      invoice_number: 'open',
      status: 'Posted',
      invoice_date: '2026-02-01',
      due_date: '2026-02-28',
      total_amount: '12',
      balance: '12',
    },
    {
      master_id: 'M',
      invoice_id: 'I4',
      invoice_number: 'draft',
      status: 'Draft',
      invoice_date: '2026-02-01',
      due_date: '2026-02-02',
      total_amount: '13',
      balance: '13',
    },
  ],
  payments: [{ master_id: 'M', payment_id: 'Y1', payment_number: '5', status: 'Failed', effective_date: '2026-02-16', amount: '3' }],
  credit_memos: [
    { master_id: 'M', credit_memo_id: 'R1', credit_memo_number: '6', status: 'Posted', credit_date: '2026-02-17', total_amount: '2' },
  ],
  cases: [
    {
      master_id: 'M',
      case_id: 'H1',
      subject: 'Down',
      is_escalated: true,
      is_closed: true,
      created_date: '2026-02-18T00:00:00Z',
      closed_date: '2026-02-19T00:00:00Z',
    },
  ],
  case_milestones: [
    {
      master_id: 'M',
      case_milestone_id: 'X1',
      case_id: 'H1',
      target_date: '2026-02-18T04:00:00Z',
      completion_date: '2026-02-18T04:00:00.000001Z',
    },
    {
      master_id: 'M',
      case_milestone_id: 'X2',
      case_id: 'H1',
      target_date: '2026-02-18T04:00:00Z',
      completion_date: '2026-02-18T04:00:00Z',
    },
    { master_id: 'M', case_milestone_id: 'X3', case_id: 'H1', target_date: '2026-02-18T05:00:00Z' },
    { master_id: 'M', case_milestone_id: 'X4', case_id: 'H1', target_date: '2026-02-18T05:00:00Z', is_completed: true },
    { master_id: 'M', case_milestone_id: 'X5', case_id: 'H1', target_date: '2026-02-28T05:00:00Z' },
  ],
  tasks: [
    { master_id: 'M', task_id: 'T1', subject: 'Hello', task_subtype: 'Call', is_closed: true, completed_date_time: '2026-02-21T00:00:00Z' },
    {
      master_id: 'M',
      task_id: 'T2',
      subject: 'Hello',
      task_subtype: 'Email',
      is_closed: true,
      completed_date_time: '2026-02-22T00:00:00Z',
    },
    { master_id: 'M', task_id: 'T3', subject: 'Later', task_subtype: 'Call', is_closed: false },
  ],
  events: [{ master_id: 'M', event_id: 'E1', subject: 'Visit', start_date_time: '2026-02-23T00:00:00Z' }],
  usage: [
    { master_id: 'M', period_date: '2025-11-10', quantity: '100', metric: 'a' },
    { master_id: 'M', period_date: '2025-12-10', quantity: '150', metric: 'a' },
    { master_id: 'M', period_date: '2026-01-10', quantity: '75', metric: 'a' },
    { master_id: 'M', period_date: '2026-02-10', quantity: '76', metric: 'a' },
  ],
};

const told = async (): Promise<readonly string[]> => {
  const rows = await session.evidence(
    `SELECT STRFTIME(happened_at, '%Y-%m-%d %H:%M') || ' ' || kind || ' ' || source_id || COALESCE(' ' || amount, '') AS line FROM timeline_now ORDER BY happened_at, kind, source_id`,
    1000,
  );
  return rows.map(({ line }) => line ?? '');
};

test('every kind of event is told once, at its time, and nothing after the day', async () => {
  await bindTrialInputs(session, ['M'], silver);
  await bindOthers();
  await buildTimeline(session, timelineSchema.parse({}), { asOf: '2026-02-28', zone: 'Europe/Berlin' });
  expect(await told()).toEqual([
    '2025-02-14 23:00 contract_started K1',
    '2025-02-28 23:00 contract_started K3',
    '2025-11-28 23:00 contract_expiring K3',
    '2025-12-30 23:00 usage_spike M/2025-12-01',
    '2025-12-31 23:00 invoice_issued I1 10.00',
    '2025-12-31 23:00 invoice_issued I2 11.00',
    '2026-01-02 09:00 account_created A1',
    '2026-01-03 00:00 contact_added C1',
    '2026-01-05 08:00 account_linked A1',
    '2026-01-10 00:00 opportunity_created O1 100.00',
    '2026-01-11 00:00 opportunity_created O2 7.00',
    '2026-01-14 23:00 invoice_paid I1 10.00',
    '2026-01-15 23:00 invoice_overdue I2 11.00',
    '2026-01-15 23:00 invoice_paid I2 11.00',
    '2026-01-20 00:00 opportunity_stage opportunity_field_history-0',
    '2026-01-30 23:00 usage_drop M/2026-01-01',
    '2026-01-31 23:00 invoice_issued I3 12.00',
    '2026-02-01 09:00 account_created A2',
    '2026-02-01 09:00 account_linked A2',
    '2026-02-01 10:00 profile_changed p1',
    '2026-02-01 23:00 alert_raised a1',
    '2026-02-01 23:00 health_band_changed M/health/2026-02-02',
    '2026-02-02 23:00 recommendation_created r1 12.50',
    '2026-02-03 23:00 alert_cleared a1',
    '2026-02-09 23:00 opportunity_won O1 100.00',
    '2026-02-10 23:00 opportunity_lost O2 7.00',
    '2026-02-11 23:00 order_activated S1 100.00',
    '2026-02-14 23:00 contract_renewed K2',
    '2026-02-15 23:00 payment_failed Y1 3.00',
    '2026-02-16 23:00 credit R1 2.00',
    '2026-02-18 00:00 case_escalated H1',
    '2026-02-18 00:00 case_opened H1',
    '2026-02-18 04:00 sla_breached X1',
    '2026-02-18 05:00 sla_breached X3',
    '2026-02-19 00:00 case_closed H1',
    '2026-02-20 00:00 contact_left C1',
    '2026-02-21 00:00 call T1',
    '2026-02-22 00:00 email T2',
    '2026-02-23 00:00 meeting E1',
    '2026-02-27 23:00 contract_expired K3',
  ]);
  const kinds = await session.evidence('SELECT DISTINCT kind FROM timeline_now ORDER BY kind', 100);
  const names = new Set(allKinds.map(({ kind }) => kind));
  const missing = [...names].filter((name) => !kinds.some(({ kind }) => kind === name));
  // The churn band did not change.
  expect(missing).toEqual(['churn_band_changed']);
  const [ids] = await session.evidence(
    'SELECT COUNT(*) AS n, COUNT(DISTINCT event_id) AS ids, MIN(LENGTH(event_id)) AS length FROM timeline_now',
    1,
  );
  expect(ids).toEqual({ n: ids?.['ids'], ids: ids?.['ids'], length: '32' });
});

test('titles name no person; a profile of two customers is an event of each; a contract that has expired, or has a term alone, has its events', async () => {
  await bindTrialInputs(session, ['M', 'N'], {
    contacts: [{ master_id: 'M', contact_id: 'C1', name: 'Ann Lee', title: 'Buyer', created_date: '2026-01-03T00:00:00Z' }],
    contracts: [
      { master_id: 'M', contract_id: 'K1', status: 'Expired', start_date: '2025-02-01', end_date: '2026-02-01' },
      { master_id: 'N', contract_id: 'K2', status: 'Activated', start_date: '2025-02-10', contract_term: 12 },
    ],
  });
  await bindOthers();
  await session.materialise(
    'profile_events',
    `SELECT m.master_id, 'p1' AS event_id, TIMESTAMP '2026-02-01 10:00:00' AS happened_at, 'Profile changed' AS title FROM masters m`,
  );
  await buildTimeline(session, timelineSchema.parse({}), { asOf: '2026-02-28', zone: 'UTC' });
  const rows = await session.evidence('SELECT event_id, master_id, kind, title FROM timeline_now', 1000);
  const of = (kind: string) => rows.filter((row) => row['kind'] === kind);
  expect(of('contact_added').map(({ title }) => title)).toEqual(['Contact added: Buyer']);
  expect(new Set(of('profile_changed').map((row) => row['master_id']))).toEqual(new Set(['M', 'N']));
  expect(new Set(rows.map((row) => row['event_id'])).size).toBe(rows.length);
  expect([of('contract_started').length, of('contract_expiring').length, of('contract_expired').length]).toEqual([2, 2, 2]);
});

test('a timeline without any kind is empty', async () => {
  await bindTrialInputs(session, ['M'], silver);
  await bindOthers();
  const without = allKinds.map(({ kind }) => kind);
  expect(await buildTimeline(session, timelineSchema.parse({ without }), { asOf: '2026-02-28', zone: 'UTC' })).toBe(0);
});

test('an event keeps its id on another day, in another zone; kinds can be left out, and old events', async () => {
  await bindTrialInputs(session, ['M'], silver);
  await bindOthers();
  const ids = async (): Promise<ReadonlyMap<string, string>> => {
    const rows = await session.evidence(`SELECT kind || ' ' || source_id AS fact, event_id FROM timeline_now`, 1000);
    return new Map(rows.map(({ fact, event_id: id }) => [fact ?? '', id ?? '']));
  };
  await buildTimeline(session, timelineSchema.parse({}), { asOf: '2026-02-28', zone: 'UTC' });
  const first = await ids();
  await buildTimeline(session, timelineSchema.parse({ months: 1, without: ['email'] }), { asOf: '2026-03-01', zone: 'Asia/Tokyo' });
  const second = await ids();
  expect([...second.keys()].filter((fact) => fact.startsWith('email'))).toEqual([]);
  expect([...second.keys()].some((fact) => fact === 'invoice_overdue I3')).toBe(true);
  expect(second.has('account_created A1')).toBe(false);
  for (const [fact, id] of second) if (first.has(fact)) expect([fact, id]).toEqual([fact, first.get(fact)]);
});
