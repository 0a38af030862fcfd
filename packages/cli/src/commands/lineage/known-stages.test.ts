import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contractTables } from '@audit/contract';
import { mergeCustomers } from '@audit/datamart';
import { duckDbEngine, Lake, streamSource } from '@audit/warehouse';
import { expect, test } from 'vitest';
import { auditHere } from '../../audit-in-process.fixture.ts';
import { copies, knownStages } from './known-stages.ts';

test('every table that data flow into has its stage, but what is kept as it was delivered, the numbering of customers, linked accounts, and gold by definitions', () => {
  const made = [...contractTables.keys()].filter((name) => !name.startsWith('ops_'));
  const without = made.filter((name) => !knownStages.has(name) && !copies.has(name));
  expect(without).toEqual([
    'silver_account_links',
    'silver_account_link_review',
    'silver_account_masters',
    'silver_account_master_members',
    'silver_customer_xref',
    'gold_customer_alert',
    'gold_customer_recommendation',
    'gold_customer_data_gap',
    'gold_customer_score_history',
    'gold_customer_timeline',
    'gold_customer_related_record',
    'gold_metrics_monthly',
    'gold_business_metrics',
    'gold_pipeline_health',
    'bronze_customer_profile_standardized',
    'bronze_customer_profile_corrections',
    'curated_dim_customer',
    'bronze_customer_contacts',
  ]);
});

test('customers merged into a lake are listed, and their columns followed up to the input', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'audit-customers-'));
  const lake = Lake.open(join(cwd, 'data'));
  const records =
    '{"customer_id":"a","acquisition_ts":"2025-01-01T00:00:00Z"}\n{"customer_id":"a","acquisition_ts":"2025-02-01T00:00:00Z"}\n';
  const options = {
    inputZone: 'UTC',
    clock: '2026-01-01T00:00:00.000000Z',
    sourceSystem: 'crm',
    enforceVisibility: false,
    format: undefined,
  };
  {
    await using engine = duckDbEngine({ tempDirectory: join(cwd, 'temp'), directories: [cwd] });
    await using lock = await lake.lock({ runId: 'r', command: 'test' });
    await mergeCustomers(
      engine,
      lake,
      lock,
      [streamSource('c.ndjson', [Buffer.from(records)])],
      { ...options, maxInput: undefined },
      { runId: 'r' },
    );
  }
  const listed = await auditHere(['tables', '--json'], { cwd });
  expect(listed.stdout.match(/silver_customer\w*/g)).toEqual(['silver_customer_records', 'silver_customers', 'silver_customer_conflicts']);
  const lineage = await auditHere(['lineage', 'customers.acquisition_ts', '--json'], { cwd });
  expect(JSON.parse(lineage.stdout)).toMatchObject({
    stage: 'datamart/customers',
    from: expect.arrayContaining([
      expect.objectContaining({
        table: 'silver_customer_records',
        column: 'acquisition_ts',
        from: expect.arrayContaining([{ table: 'input', column: 'acquisition_ts', from: [] }]) as unknown,
      }),
    ]) as unknown,
  });
});
