import type { Stage } from '@audit/warehouse';
import { checkBinding } from '@audit/warehouse/proof';
import { afterAll, test } from 'vitest';
import { membersStage } from '../inputs/members.stage.ts';
import { openTrialEngine } from '../trial-inputs.fixture.ts';
import { contractExpiryStage } from './contracts/contract-expiry.stage.ts';
import { overdueStage } from './invoices/overdue.stage.ts';
import { lifetimeStage } from './lifetime/lifetime.stage.ts';
import { winRateStage } from './opportunities/win-rate.stage.ts';
import { recurringItemsStage } from './recurring/recurring-items.stage.ts';
import { recurringStage } from './recurring/recurring.stage.ts';
import { revenueStage } from './revenue/revenue.stage.ts';
import { slaStage } from './service/sla.stage.ts';
import { lastTouchStage } from './touches/last-touch.stage.ts';
import { usageStage } from './usage/usage.stage.ts';

const trial = openTrialEngine();
afterAll(() => trial[Symbol.asyncDispose]());

const day = { as_of: '2025-06-30' };
const zone = 'Europe/Berlin';
const lists = (...names: readonly string[]): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(names.map((name) => [name, ['A', 'B']]));

const stages: readonly (readonly [Stage, Readonly<Record<string, unknown>>])[] = [
  [membersStage, {}],
  [
    revenueStage,
    {
      ...day,
      source: 'invoices',
      from: '2024-07-01',
      prior_from: '2023-07-01',
      prior_to: '2024-06-30',
      history_from: '2023-06-30',
      ...lists('invoice_excluded_statuses', 'credit_excluded_statuses', 'order_statuses'),
    },
  ],
  [
    recurringItemsStage,
    {
      source: 'assets',
      zone,
      renewal_overlap_days: 31,
      ...lists('asset_excluded_statuses', 'asset_ended_statuses', 'order_statuses', 'trial_types', 'renewal_types', 'excluded_families'),
      ...lists('week_frequencies', 'month_frequencies', 'quarter_frequencies', 'year_frequencies', 'once_frequencies'),
    },
  ],
  [recurringStage, { ...day, source: 'assets', before: '2025-05-30' }],
  [lifetimeStage, { method: 'auto', factor: '21.634162764513', margin: '1.000000' }],
  [contractExpiryStage, { ...day, has_source: true, statuses: [], grace_days: 30 }],
  [overdueStage, { ...day, has_source: true, excluded_statuses: [], min_balance: '0.0050' }],
  [slaStage, { ...day, source: 'cases', zone, after: '2025-04-01' }],
  [
    usageStage,
    {
      ...day,
      has_source: true,
      read_after: '2025-03-29',
      window_days: 30,
      last_year: true,
      max_delay_days: 3,
      min_volume: '1',
      all_metrics: false,
      usage_metrics: [],
    },
  ],
  [winRateStage, { ...day, has_source: true, after: '2024-06-30', by: 'amount', renewal_types: [], min_sample: 3 }],
  [lastTouchStage, { ...day, has_source: true, zone, ...lists('task_statuses', 'task_subtypes') }],
];

test('every model binds to its declared inputs and yields its declared columns', async () => {
  await using session = await trial.engine.session();
  for (const [stage, params] of stages) await checkBinding(session, stage, params);
});
