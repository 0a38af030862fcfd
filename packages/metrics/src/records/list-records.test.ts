import { relatedRecords, sqlType } from '@audit/contract';
import { expect, test } from 'vitest';
import { bindTrialInputs, openTrialEngine } from '../trial-inputs.fixture.ts';
import { listRecords } from './list-records.ts';

const run = { asOf: '2026-02-28', zone: 'Europe/Berlin' };

test('records of every kind are listed as of the day, and those that are current told apart', async () => {
  await using trial = openTrialEngine();
  await using session = await trial.engine.session();
  const of = { master_id: 'M' } as const;
  await bindTrialInputs(session, ['M'], {
    contacts: [
      {
        ...of,
        contact_id: 'c1',
        name: 'Ann Lee',
        title: 'Buyer',
        email: 'ann@x.example',
        phone: '+1',
        created_date: '2026-01-31T23:00:00Z',
      },
      { ...of, contact_id: 'c2', first_name: 'Bo', last_name: 'Ek', mobile_phone: '+2', email_bounced_date: '2026-02-01T00:00:00Z' },
      { ...of, contact_id: 'c3', first_name: 'Cy', email_bounced_date: '2026-02-28T23:00:00Z' },
      { ...of, contact_id: 'c4' },
    ],
    opportunities: [
      { ...of, opportunity_id: 'o1', name: 'Deal', type: 'New', stage_name: 'Proposal', amount: '10.005', close_date: '2026-03-01' },
      { ...of, opportunity_id: 'o2', name: 'Other', is_closed: true },
    ],
    contracts: [
      { ...of, contract_id: 'k1', contract_number: '1', status: 'Activated', start_date: '2025-03-01', contract_term: 12 },
      { ...of, contract_id: 'k2', contract_number: '2', status: 'Activated', start_date: '2026-03-01' },
      { ...of, contract_id: 'k3', contract_number: '3', status: 'Expired', start_date: '2024-01-01', end_date: '2026-02-27' },
      { ...of, contract_id: 'k4', contract_number: '4', status: 'Draft', start_date: '2026-01-01' },
      { ...of, contract_id: 'k5', contract_number: '5', status: 'Activated' },
    ],
    invoices: [
      { ...of, invoice_id: 'i1', invoice_number: '7', status: 'Posted', due_date: '2026-02-20', total_amount: '9', balance: '4' },
      { ...of, invoice_id: 'i2', status: 'Posted', paid_date: '2026-02-28', total_amount: '9', balance: '0' },
      { ...of, invoice_id: 'i3', status: 'Draft', total_amount: '9', balance: '9' },
      { ...of, invoice_id: 'i4', total_amount: '9', balance: '0.004' },
      { ...of, invoice_id: 'i5', total_amount: '9' },
    ],
    cases: [
      { ...of, case_id: 's1', case_number: '11', subject: 'Down', priority: 'High', created_date: '2026-02-01T23:30:00Z' },
      { ...of, case_id: 's2', is_closed: true, closed_date: '2026-02-28T22:59:59Z' },
      { ...of, case_id: 's3', is_closed: true, closed_date: '2026-02-28T23:00:00Z' },
      { ...of, case_id: 's4', is_closed: true },
    ],
  });
  await listRecords(session, run);
  const own = Object.entries(relatedRecords.columns).filter(
    ([name]) => !['as_of', 'run_id', 'definition_version', 'inputs_hash'].includes(name),
  );
  expect(await session.describe('SELECT * FROM records_now')).toEqual(own.map(([name, { type }]) => [name, sqlType(type, 'duckdb')]));
  const rows = await session.evidence(
    `SELECT record_id || CASE WHEN is_current THEN ' current' ELSE '' END AS record,
       concat_ws(' | ', kind, number, name, subject, detail, status, email, phone, begins_on, ends_on, amount, open_amount) AS told
     FROM records_now ORDER BY record_id`,
    100,
  );
  expect(Object.fromEntries(rows.map(({ record, told }) => [record, told]))).toEqual({
    'c1 current': 'contact | Ann Lee | Buyer | ann@x.example | +1 | 2026-02-01',
    c2: 'contact | Bo Ek | +2',
    'c3 current': 'contact | Cy',
    'c4 current': 'contact',
    'i1 current': 'invoice | 7 | Posted | 2026-02-20 | 9.00 | 4.00',
    i2: 'invoice | Posted | 9.00 | 0.00',
    i3: 'invoice | Draft | 9.00 | 9.00',
    i4: 'invoice | 9.00 | 0.00',
    i5: 'invoice | 9.00',
    // Twelve months from the first of March: the last day is the as-of day.
    'k1 current': 'contract | 1 | 12 months | Activated | 2025-03-01 | 2026-02-28',
    k2: 'contract | 2 | Activated | 2026-03-01',
    k3: 'contract | 3 | Expired | 2024-01-01 | 2026-02-27',
    k4: 'contract | 4 | Draft | 2026-01-01',
    'k5 current': 'contract | 5 | Activated',
    'o1 current': 'opportunity | Deal | New | Proposal | 2026-03-01 | 10.01',
    o2: 'opportunity | Other',
    's1 current': 'case | 11 | Down | High | 2026-02-02',
    s2: 'case | 2026-02-28',
    's3 current': 'case | 2026-03-01',
    s4: 'case',
  });
});
