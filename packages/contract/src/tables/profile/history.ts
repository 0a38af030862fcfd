import { bool, int32, int64, list, text, timestamp } from '../column.ts';
import { defineTable } from '../define-table.ts';
import { profileScalars, profileSets, profileTypeOne } from './profile-columns.ts';

const customer = text({ description: 'Customer', pii: 'quasi' });
const sk = int64({ description: 'Version surrogate key, given once and never again' });
const versionNum = int32({ description: 'Number of the version of its customer in the order of creation, from 1, without gaps' });
const start = timestamp({ description: 'First instant at which it is valid', unit: 'us UTC' });
const end = timestamp({ description: 'Last instant at which it is valid; null while it is current', unit: 'us UTC', nullable: true });
const hash = text({ description: 'SHA-256 of the profile by the rules of the lake, hex: at first section 8 of the law' });
const materialKey = text({
  description: 'What tells equal profiles where the hash does not: filled only if a text holds | or is __NULL__',
  nullable: true,
});
/** Where the content of a row comes from. */
const origin = {
  batch_id: text({ description: 'Batch of the observation that gives the content' }),
  record: int64({ description: 'Its position in the batch, from 1' }),
} as const;

/** What a source said about a customer at a time: the log that history is a function of. */
export const profileObservations = defineTable({
  name: 'profile_observations',
  layer: 'curated',
  grain: ['batch_id', 'record'],
  description: 'Accepted observations: one per delivered record that is not a mere repetition of the newest one of its customer.',
  columns: {
    customer_id: customer,
    valid_ts: timestamp({ description: 'From when it holds', unit: 'us UTC' }),
    extract_ts: timestamp({ description: 'When the source was read; a later one is believed more', unit: 'us UTC' }),
    load_ts: timestamp({ description: 'When it was loaded', unit: 'us UTC' }),
    batch_id: text({ description: 'Batch (ops_profile_batches)' }),
    record: int64({ description: 'Position in the batch, from 1; a later one is believed more' }),
    precedence: int32({
      description: 'A higher one is believed before a lower one, whenever it came; 0 for every feed, 1 for corrections',
    }),
    feed: text({ description: 'changelog, snapshot, correction, or presence: what a delivery implies about who is there' }),
    kind: text({ description: 'profile, delete or retract' }),
    profile_hash: text({ description: 'Hash of the profile; null where there is none', nullable: true }),
    material_key: materialKey,
  },
});

/** The dimension of section 5 of the law: the versions that are believed now. */
export const dimCustomerProfile = defineTable({
  name: 'dim_customer_profile',
  layer: 'curated',
  grain: ['customer_profile_version_sk'],
  // Current rows first: a daily load reads them and passes over the past.
  cluster: ['is_current', 'customer_id', 'version_num'],
  description: 'One row per believed version of a customer profile: what was in force, from when to when.',
  columns: {
    customer_profile_version_sk: sk,
    customer_id: customer,
    ...profileScalars,
    ...profileTypeOne,
    ...profileSets,
    profile_hash: hash,
    hash_algorithm_version: int32({ description: 'Rules the hash was made by: 1 is section 8 of the law, 2 an unambiguous encoding' }),
    version_num: versionNum,
    effective_start_ts: start,
    effective_end_ts: end,
    is_current: bool({ description: 'Whether it is the version in force now' }),
    load_ts: timestamp({ description: 'When the version entered belief', unit: 'us UTC' }),
    material_key: materialKey,
    ...origin,
  },
  laws: {
    ends_after_it_starts: {
      columns: ['effective_start_ts', 'effective_end_ts'],
      holds: (c) => `${c.effective_end_ts} >= ${c.effective_start_ts}`,
    },
    current_has_no_end: {
      columns: ['is_current', 'effective_end_ts'],
      holds: (c) => `${c.is_current} = (${c.effective_end_ts} IS NULL)`,
    },
    hash_is_hex: { columns: ['profile_hash'], holds: (c) => `LENGTH(${c.profile_hash}) = 64` },
    numbered_from_one: { columns: ['version_num'], holds: (c) => `${c.version_num} >= 1` },
  },
});

const bridge = (name: string, column: string, of: string) =>
  defineTable({
    name,
    layer: 'curated',
    grain: ['customer_profile_version_sk', 'member'],
    description: `One row per believed profile version and member of its ${of}.`,
    columns: {
      customer_profile_version_sk: sk,
      member: text({ description: `Code of customer_${column}` }),
    },
  });

export const incomeSourceBridge = bridge('dim_customer_income_source_version', 'source_of_income', 'sources of income');
export const investmentPurposeBridge = bridge('dim_customer_investment_purpose_version', 'purpose_of_investment', 'purposes of investment');

/** When which interval of a version was believed: valid time and known time. */
export const profileRevisions = defineTable({
  name: 'profile_revisions',
  layer: 'curated',
  grain: ['customer_profile_version_sk', 'system_from_ts'],
  description: 'One row per interval a version was ever believed to have, with the time during which that was believed.',
  columns: {
    customer_profile_version_sk: sk,
    version_num: versionNum,
    customer_id: customer,
    effective_start_ts: start,
    effective_end_ts: end,
    system_from_ts: timestamp({ description: 'Load from which on this was believed', unit: 'us UTC' }),
    system_to_ts: timestamp({
      description: 'Load from which on it was not believed any more (exclusive); null while it is',
      unit: 'us UTC',
      nullable: true,
    }),
    ...origin,
  },
  laws: {
    known_for_a_time: {
      columns: ['system_from_ts', 'system_to_ts'],
      holds: (c) => `${c.system_from_ts} < ${c.system_to_ts}`,
    },
  },
});

/** Section 16 of the law: what changed in belief, when, why. Attribute names and set members only, never values of personal columns. */
export const profileAuditEvents = defineTable({
  name: 'fact_customer_profile_audit',
  layer: 'curated',
  grain: ['event_id'],
  cluster: ['recorded_ts', 'customer_id', 'event_ts', 'change_kind'],
  description: 'One event per version that entered or left belief.',
  columns: {
    event_id: text({ description: 'First 32 hex digits of the SHA-256 of customer, recorded_ts, event_ts and change_kind' }),
    event_type: text({ description: 'PROFILE_VERSION_CREATE, PROFILE_VERSION_CORRECTION or PROFILE_VERSION_CLOSE' }),
    change_kind: text({ description: 'APPENDED, INSERTED, REPLACED, WITHDRAWN or CLOSED' }),
    rationale_code: text({ description: 'INITIAL_LOAD, SOURCE_UPDATE or CORRECTION' }),
    customer_id: customer,
    event_ts: timestamp({ description: 'effective_start_ts of the version; of a close, the instant of the delete', unit: 'us UTC' }),
    recorded_ts: timestamp({ description: 'load_ts of the batch', unit: 'us UTC' }),
    customer_profile_version_sk: sk,
    version_num: versionNum,
    previous_profile_hash: text({ description: 'Hash of what was in force there before', nullable: true }),
    new_profile_hash: text({ description: 'Hash of what is in force there now', nullable: true }),
    attributes_changed: list({ kind: 'text' })({ description: 'Names of scalars that differ, in the order of the hash' }),
    source_of_income_added: list({ kind: 'text' })({ description: 'Members that came' }),
    source_of_income_removed: list({ kind: 'text' })({ description: 'Members that went' }),
    purpose_of_investment_added: list({ kind: 'text' })({ description: 'Members that came' }),
    purpose_of_investment_removed: list({ kind: 'text' })({ description: 'Members that went' }),
    batch_id: text({ description: 'Batch that caused it' }),
    reason: text({ description: 'Why, of a correction that was asked for; null for what a source said', nullable: true }),
    ticket: text({ description: 'Where it was asked for, likewise', nullable: true }),
    approver: text({ description: 'Who approved it, likewise', nullable: true }),
  },
});

/** Customer, Type 1 (section 4 of the law): the stable person. */
export const dimCustomer = defineTable({
  name: 'dim_customer',
  layer: 'curated',
  grain: ['customer_id'],
  description: 'One row per customer ever seen, with its numeric surrogate.',
  columns: {
    customer_id: customer,
    customer_sk: int64({ description: 'Surrogate key of the person, from 1, in order of first load and then of customer_id' }),
    first_batch_id: text({ description: 'Batch that brought the customer' }),
    first_load_ts: timestamp({ description: 'When that batch was loaded', unit: 'us UTC' }),
  },
});
