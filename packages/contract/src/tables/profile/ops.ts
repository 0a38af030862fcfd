import { bool, int32, int64, text, timestamp } from '../column.ts';
import { defineTable } from '../define-table.ts';

/** Which surrogate key and number each stay of a version in belief was given. A source: appended to, never derived again. */
export const profileIdentities = defineTable({
  name: 'id_ledger',
  layer: 'ops',
  grain: ['customer_profile_version_sk'],
  description: 'Identity of profile versions: one row per version that entered belief and was not believed just before.',
  columns: {
    customer_profile_version_sk: int64({ description: 'Version surrogate key: high-water mark + 1, in order of customer and start' }),
    customer_id: text({ description: 'Customer', pii: 'quasi' }),
    version_num: int32({ description: 'Order of creation within the customer, from 1' }),
    effective_start_ts: timestamp({ description: 'Start of the version', unit: 'us UTC' }),
    profile_hash: text({ description: 'Hash of its content' }),
    material_key: text({ description: 'As in curated_dim_customer_profile', nullable: true }),
    load_ts: timestamp({ description: 'Load in which it entered belief', unit: 'us UTC' }),
  },
});

/** Loaded batches: a batch is its id and the digest of its content. */
export const profileBatches = defineTable({
  name: 'profile_batches',
  layer: 'ops',
  grain: ['batch_id'],
  description: 'Batches of customer profiles that were loaded, with the account of their records.',
  columns: {
    batch_id: text({ description: 'As given, else the SHA-256 of the file' }),
    digest: text({ description: 'SHA-256 of the content: the same batch id with another one is refused' }),
    path: text({ description: 'File as the user named it' }),
    feed: text({ description: 'changelog, snapshot or correction' }),
    is_full: bool({ description: 'Whether it was declared to hold every customer there is' }),
    extract_ts: timestamp({ description: 'When the source was read', unit: 'us UTC' }),
    load_ts: timestamp({ description: 'When the batch was loaded: known time, strictly increasing', unit: 'us UTC' }),
    received: int64({ description: 'Records delivered' }),
    repeated: int64({ description: 'Records that repeat the newest delivery of their customer byte for byte' }),
    quarantined: int64({ description: 'Records refused' }),
    missing: int64({ description: 'Current customers that a full extract does not hold; 0 where it was not declared full' }),
    implied: int64({ description: 'Observations made of customers who are not in it any more, or are in it again' }),
    created: int64({ description: 'Events PROFILE_VERSION_CREATE' }),
    corrected: int64({ description: 'Events PROFILE_VERSION_CORRECTION' }),
    closed: int64({ description: 'Versions ended by a delete' }),
    type1_updated: int64({ description: 'Version rows rewritten in place' }),
    unchanged: int64({ description: 'Accepted records that caused no event, no delete and no rewrite' }),
    run_id: text({ description: 'Run that loaded it' }),
  },
});

/** What a load must know of each customer before it reads anything else; derived, and rebuilt when the engine changes. */
export const profileState = defineTable({
  name: 'profile_state',
  layer: 'ops',
  grain: ['customer_id'],
  description: 'Per customer: fingerprint of the newest delivery, latest valid time, number of versions. A cache of the other tables.',
  columns: {
    customer_id: text({ description: 'Customer', pii: 'quasi' }),
    raw_fingerprint: int64({
      description: 'Engine hash of the newest delivered record; null where a repetition must be looked at all the same',
      nullable: true,
    }),
    last_valid_ts: timestamp({ description: 'Latest valid_ts of any observation', unit: 'us UTC' }),
    version_count: int32({ description: 'Versions ever created' }),
  },
});

/** Findings that monitor quality and need no action of a load (docs/profile.md). */
export const profileMonitor = defineTable({
  name: 'profile_monitor',
  layer: 'ops',
  grain: ['batch_id', 'code', 'subject'],
  description:
    'Findings of the monitors of a batch, counted: texts not in NFC, checksums of evidence, values in no catalog, sets and dates missing.',
  columns: {
    batch_id: text({ description: 'Batch (ops_profile_batches)' }),
    load_ts: timestamp({ description: 'When it was loaded', unit: 'us UTC' }),
    code: text({ description: 'Monitor, such as NOT_NFC or ENUM_UNMAPPED' }),
    subject: text({ description: 'Column or catalog it is about; empty where it is about the record' }),
    findings: int64({ description: 'Records it found' }),
    of: int64({ description: 'Records it looked at' }),
  },
});

/** Who looked at personal data without the mask. */
export const accessLog = defineTable({
  name: 'access_log',
  layer: 'ops',
  grain: ['access_id'],
  cluster: ['accessed_at'],
  description: 'Every use of --unmask: who, as what role, which command, when.',
  columns: {
    access_id: text({ description: 'Run id' }),
    accessed_at: timestamp({ description: 'Clock of the run', unit: 'us UTC' }),
    role: text({ description: 'AUDIT_ROLE, one of privacy.unmask_roles' }),
    user_name: text({ description: 'Account of the operating system' }),
    command: text({ description: 'Command and options, without values of personal columns' }),
    table_name: text({ description: 'Table that was read', nullable: true }),
    lake_version: int64({ description: 'Version that was read' }),
  },
});
