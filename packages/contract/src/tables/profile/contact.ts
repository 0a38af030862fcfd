import { bool, int64, text, timestamp } from '../column.ts';
import { defineTable } from '../define-table.ts';

/** The columns of a delivery of contacts, as delivered: text, untrimmed. */
export const deliveredContactColumns = {
  customer_id: text({ description: 'Customer, as delivered', pii: 'quasi', nullable: true }),
  channel: text({ description: 'Way to reach the customer, such as PHONE, EMAIL, LINE or ADDRESS', nullable: true }),
  value: text({ description: 'Number, address or name on that channel', pii: 'direct', nullable: true }),
  last_modified_ts: text({ description: 'When the source changed the row, ISO', nullable: true }),
  op: text({ description: 'DELETE for a contact that is no more, else null', nullable: true }),
} as const;

/** Most characters of a channel, and of a value on it. */
export const contactLimits = { channel: 50, value: 1000 } as const;

const customer = text({ description: 'Customer, trimmed', pii: 'quasi' });
const channel = text({ description: 'Way to reach the customer, trimmed, in capitals; a customer has one value on it at a time' });
const lineage = {
  batch_id: text({ description: 'Batch the record came with (ops_contact_batches)' }),
  record: int64({ description: 'Position of the record in its batch, from 1' }),
} as const;
const extracted = timestamp({ description: 'When the source was read; a later one is believed more', unit: 'us UTC' });
const loaded = timestamp({ description: 'When the batch was loaded: known time', unit: 'us UTC' });

/** An exact copy of every delivered contact, with its lineage. */
export const deliveredContacts = defineTable({
  name: 'customer_contacts',
  layer: 'bronze',
  grain: ['batch_id', 'record'],
  description: 'Every delivered record of customer contacts, exactly as delivered, with its lineage.',
  columns: { ...deliveredContactColumns, ...lineage, extract_ts: extracted, load_ts: loaded },
});

/** What a source said about a contact at a time: the log that the versions are a function of. */
export const contactObservations = defineTable({
  name: 'contact_observations',
  layer: 'curated',
  grain: ['batch_id', 'record'],
  description: 'Accepted observations of contacts: one per delivered record that is not in quarantine.',
  columns: {
    customer_id: customer,
    channel,
    value: text({ description: 'Value on the channel, trimmed; null for a delete', pii: 'direct', nullable: true }),
    valid_ts: timestamp({ description: 'From when it holds: last_modified_ts, else extract_ts; never after extract_ts', unit: 'us UTC' }),
    extract_ts: extracted,
    load_ts: loaded,
    ...lineage,
  },
});

/** Contact channels apart from the profile (section 4 of the law), so that a new phone number makes no version of it. */
export const customerContactInfo = defineTable({
  name: 'customer_contact_info',
  layer: 'curated',
  grain: ['customer_id', 'channel', 'effective_start_ts'],
  description: 'One row per customer, channel and value in force: what it was, from when to when.',
  columns: {
    customer_id: customer,
    channel,
    effective_start_ts: timestamp({ description: 'First instant at which it is valid', unit: 'us UTC' }),
    effective_end_ts: timestamp({
      description: 'Last instant at which it is valid; null while it is current',
      unit: 'us UTC',
      nullable: true,
    }),
    is_current: bool({ description: 'Whether it is the value in force now' }),
    value: text({ description: 'Value on the channel, trimmed', pii: 'direct' }),
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
  },
});

/** Loaded batches of contacts: a batch is its id and the digest of its content. */
export const contactBatches = defineTable({
  name: 'contact_batches',
  layer: 'ops',
  grain: ['batch_id'],
  description: 'Batches of customer contacts that were loaded, with the account of their records.',
  columns: {
    batch_id: text({ description: 'As given, else the SHA-256 of the file' }),
    digest: text({ description: 'SHA-256 of the content: the same batch id with another one is refused' }),
    path: text({ description: 'File as the user named it' }),
    extract_ts: timestamp({ description: 'When the source was read', unit: 'us UTC' }),
    load_ts: timestamp({ description: 'When the batch was loaded: known time, strictly increasing', unit: 'us UTC' }),
    received: int64({ description: 'Records delivered' }),
    accepted: int64({ description: 'Records that became observations' }),
    quarantined: int64({ description: 'Records refused' }),
    run_id: text({ description: 'Run that loaded it' }),
  },
});
