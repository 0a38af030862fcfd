import type { Stage } from '@audit/warehouse';
import { z } from 'zod';

/** A value for every parameter that has no default; a stage picks its own. */
const sample: Readonly<Record<string, unknown>> = {
  after: '2024-01-01T00:00:00.000000Z',
  at: '2024-01-20T00:00:00.000000Z',
  attributes: '',
  base: 'EUR',
  batch_id: 'bat1',
  clock: '2024-01-01T00:00:00Z',
  customer_id: 'c1',
  enforce_visibility: true,
  event_id: 'eve1',
  exclude_status: ['cancelled'],
  feed: 'changelog',
  from: '2024-01-10T00:00:00.000000Z',
  future: 'warn',
  hash_version: 2,
  input_tz: 'Europe/Berlin',
  known_at: '2024-02-25T00:00:00.000000Z',
  last_sk: 7,
  load_ts: '2024-06-01T00:00:00.000000Z',
  mapping: true,
  max_age: 7,
  returns: 'net',
  source_system: 'CRM',
  to: '2024-01-20T00:00:00.000000Z',
  until: '2024-03-01',
  zone: 'America/New_York',
};

const words = ['A', 'B'];
const today = { as_of: '2024-06-30' };
/** Values of stages whose parameters have names that mean something else elsewhere. */
const ofStage: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'metrics/revenue': {
    ...today,
    source: 'invoices',
    from: '2023-07-01',
    prior_from: '2022-07-01',
    prior_to: '2023-06-30',
    history_from: '2022-06-30',
    invoice_excluded_statuses: words,
    credit_excluded_statuses: words,
    order_statuses: words,
  },
  'metrics/recurring-items': {
    source: 'assets',
    asset_excluded_statuses: words,
    asset_ended_statuses: words,
    order_statuses: words,
    trial_types: words,
    renewal_types: words,
    excluded_families: words,
    renewal_overlap_days: 31,
    week_frequencies: words,
    month_frequencies: words,
    quarter_frequencies: words,
    year_frequencies: words,
    once_frequencies: words,
  },
  'metrics/recurring': { ...today, source: 'assets', before: '2024-05-30' },
  'metrics/lifetime': { method: 'auto', factor: '21.634162764513', margin: '1.000000' },
  'metrics/contract-expiry': { ...today, has_source: true, statuses: words, grace_days: 30 },
  'metrics/overdue': { ...today, has_source: true, excluded_statuses: words, min_balance: '0.0050' },
  'metrics/sla': { ...today, source: 'case_milestones', after: '2024-04-01' },
  'metrics/usage': {
    ...today,
    has_source: true,
    read_after: '2023-01-01',
    window_days: 30,
    last_year: true,
    max_delay_days: 3,
    min_volume: '1.0000',
    all_metrics: false,
    usage_metrics: words,
  },
  'metrics/win-rate': { ...today, has_source: true, after: '2023-06-30', by: 'amount', renewal_types: words, min_sample: 3 },
  'metrics/last-touch': { ...today, has_source: true, task_statuses: words, task_subtypes: words },
};

/** Parameters of a stage, not yet validated: what has a default keeps it. */
export const sampleParams = (stage: Stage): Readonly<Record<string, unknown>> => {
  const required = Object.entries(stage.params.shape).filter(([, schema]) => !z.safeParse(schema, undefined).success);
  return Object.fromEntries(required.map(([name]) => [name, ofStage[stage.id]?.[name] ?? sample[name]]));
};
