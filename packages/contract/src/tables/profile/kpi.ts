import { decimal, float64, int64, text, timestamp } from '../column.ts';
import { defineTable } from '../define-table.ts';

/** What a key figure is measured in. */
type KpiUnit = 'share' | 'versions per customer' | 'corrections per customer' | 'us';

/** The key figures of section 2 of the law, one value a quarter each, in the order in which they are shown (docs/profile.md, "Key figures"). */
export const profileKpiMeanings = {
  completeness_score: { unit: 'share', means: 'Required items present, of the 8 that each profile in force should have (section 13)' },
  completeness_rate: { unit: 'share', means: 'Customers whose profile has all 8 required items, of those with a profile in force' },
  churn_rate: { unit: 'versions per customer', means: 'Versions that start in the quarter, per customer active in it' },
  latency_mean_us: { unit: 'us', means: 'Time from the change in the source to the published version, on average' },
  latency_median_us: { unit: 'us', means: 'The same: half of the versions took no longer' },
  latency_p95_us: { unit: 'us', means: 'The same: 95 in 100 versions took no longer' },
  dq_error_rate: { unit: 'share', means: 'Records refused or loaded with a finding, of those looked at' },
  evidence_correction_rate: {
    unit: 'corrections per customer',
    means: 'Changes and corrections of the identity evidence, per customer active in the quarter',
  },
} as const satisfies Readonly<Record<string, { readonly unit: KpiUnit; readonly means: string }>>;
export type ProfileKpiName = keyof typeof profileKpiMeanings;

/** The required items of section 13 of the law: a column of counts each in {@link profileQuarters}. */
export const completenessItems = [
  'evidence_unique_key',
  'firstname',
  'lastname',
  'birthdate',
  'occupation',
  'nationality',
  'asset_or_income',
  'income_or_purpose',
] as const;

const quarter = text({ description: 'Quarter on the calendar of the zone, such as 2025-Q4' });
const start = timestamp({ description: 'UTC instant of the first midnight of the quarter in the zone', unit: 'us UTC' });
const present = (what: string) => int64({ description: `Customers in force at measured_ts that have ${what}; UNKNOWN is none` });

/** What is counted in a quarter; the key figures are ratios of these. */
export const profileQuarters = defineTable({
  name: 'profile_quarters',
  layer: 'gold',
  grain: ['quarter_start_ts'],
  description:
    'One row per quarter from the first extract or load to the last: what the key figures of the customer profile are ratios of. Valid time by what is believed now.',
  columns: {
    quarter,
    quarter_start_ts: start,
    quarter_end_ts: timestamp({ description: 'UTC instant of the first midnight after it (exclusive)', unit: 'us UTC' }),
    zone: text({ description: 'Business zone whose midnights cut the quarters' }),
    as_of_ts: timestamp({ description: 'Latest extract or load: nothing that is valid later is counted', unit: 'us UTC' }),
    measured_ts: timestamp({
      description: 'Instant at which completeness is measured: the last of the quarter, or as_of_ts',
      unit: 'us UTC',
    }),
    customers_in_force: int64({ description: 'Customers with a version in force at measured_ts' }),
    customers_complete: int64({ description: 'Those of them that have all 8 required items' }),
    with_evidence_unique_key: present('evidence'),
    with_firstname: present('a given name'),
    with_lastname: present('a family name'),
    with_birthdate: present('a date of birth'),
    with_occupation: present('an occupation'),
    with_nationality: present('a nationality'),
    with_asset_or_income: present('a band of assets or of income'),
    with_income_or_purpose: present('a source of income or a purpose of investment'),
    customers_active: int64({ description: 'Customers with a version in force at any instant of the quarter, as_of_ts the last' }),
    versions_first: int64({ description: 'Versions that start in the quarter and are the first of their customer in time' }),
    versions_changed: int64({ description: 'Other versions that start in the quarter' }),
    versions_published: int64({
      description: 'Versions that entered belief in the quarter from a feed, without the first of a customer (INITIAL_LOAD)',
    }),
    latency_us: decimal(
      38,
      0,
    )({ description: 'Sum over them of load_ts - effective_start_ts: from the change in the source to its publication', unit: 'us' }),
    latency_median_us: int64({ description: 'Least of these that half of them do not exceed', unit: 'us', nullable: true }),
    latency_p95_us: int64({ description: 'Least of these that 95 in 100 of them do not exceed', unit: 'us', nullable: true }),
    records_judged: int64({ description: 'Records loaded in the quarter that were looked at: refused, or brought into the stored form' }),
    records_refused: int64({ description: 'Those in quarantine' }),
    records_unmapped: int64({ description: 'Those loaded with a value that is in no catalog' }),
    records_flagged: int64({ description: 'Those loaded with another finding of the quality rules' }),
    evidence_updated: int64({ description: 'Events of the quarter that change the evidence from some time on (SOURCE_UPDATE)' }),
    evidence_corrected: int64({ description: 'Events of the quarter that correct the evidence of the past (CORRECTION)' }),
  },
  laws: {
    half_open: { columns: ['quarter_start_ts', 'quarter_end_ts'], holds: (c) => `${c.quarter_start_ts} < ${c.quarter_end_ts}` },
    measured_inside: {
      columns: ['quarter_start_ts', 'measured_ts', 'quarter_end_ts'],
      holds: (c) => `${c.measured_ts} >= ${c.quarter_start_ts} AND ${c.measured_ts} < ${c.quarter_end_ts}`,
    },
    complete_are_in_force: {
      columns: ['customers_complete', 'customers_in_force'],
      holds: (c) => `${c.customers_complete} BETWEEN 0 AND ${c.customers_in_force}`,
    },
    in_force_are_active: {
      columns: ['customers_in_force', 'customers_active'],
      holds: (c) => `${c.customers_in_force} BETWEEN 0 AND ${c.customers_active}`,
    },
  },
});

const ratio = {
  numerator: decimal(38, 0)({ description: 'What is counted, or microseconds added up; null for a median', nullable: true }),
  denominator: int64({ description: 'Of or per what' }),
  value: float64({
    description: 'numerator / denominator, a share as a fraction; null where there is nothing to divide by',
    nullable: true,
  }),
} as const;

/** The key figures of section 2 of the law. */
export const profileKpis = defineTable({
  name: 'profile_kpis',
  layer: 'gold',
  grain: ['quarter_start_ts', 'kpi'],
  description: 'Key figures of the customer profile, one value a quarter each.',
  columns: {
    quarter,
    quarter_start_ts: start,
    kpi: text({ description: `Key figure: ${Object.keys(profileKpiMeanings).join(', ')}` }),
    ...ratio,
  },
  laws: {
    null_where_nothing_is: { columns: ['denominator', 'value'], holds: (c) => `(${c.denominator} = 0) = (${c.value} IS NULL)` },
  },
});

/** What key figures are made up of. */
export const profileKpiParts = defineTable({
  name: 'profile_kpi_parts',
  layer: 'gold',
  grain: ['quarter_start_ts', 'kpi', 'part'],
  description: 'Key figures of the customer profile by part; the parts of a key figure add up to it.',
  columns: {
    quarter,
    quarter_start_ts: start,
    kpi: text({ description: 'completeness_score, churn_rate, dq_error_rate or evidence_correction_rate' }),
    part: text({ description: 'Required item, kind of version, kind of finding, or rationale' }),
    ...ratio,
  },
  laws: {
    null_where_nothing_is: { columns: ['denominator', 'value'], holds: (c) => `(${c.denominator} = 0) = (${c.value} IS NULL)` },
  },
});
