import { bool, defineTable, int64, text, timestamp } from '@audit/contract';

/** The observations of a customer around a version, each with the part it plays. */
export const profileExplanations = defineTable({
  name: 'profile_explanations',
  layer: 'curated',
  grain: ['batch_id', 'record'],
  cluster: ['valid_ts', 'extract_ts', 'load_ts', 'record'],
  description: 'Observations of one customer in time order, and what each means for the version in force at a time.',
  columns: {
    customer_id: text({ description: 'Customer', pii: 'quasi' }),
    valid_ts: timestamp({ description: 'From when the observation holds', unit: 'us UTC' }),
    extract_ts: timestamp({ description: 'When the source was read', unit: 'us UTC' }),
    load_ts: timestamp({ description: 'When it was loaded', unit: 'us UTC' }),
    batch_id: text({ description: 'Batch it came with' }),
    record: int64({ description: 'Position in the batch, from 1' }),
    source: text({ description: 'File the batch was loaded from' }),
    kind: text({ description: 'profile, delete or retract' }),
    profile_hash: text({ description: 'Hash of what it says; null where there is none', nullable: true }),
    part: text({
      description:
        'starts the version, confirms it, presents it, ends it, is outdone at its instant, was taken back, is overruled inside it, or lies outside of it',
    }),
    is_believed: bool({ description: 'Whether it is the one that counts at its instant' }),
    holds_until_ts: timestamp({ description: 'Last instant of a correction that has an end', unit: 'us UTC', nullable: true }),
    reason: text({ description: 'Why, of a correction', nullable: true }),
    ticket: text({ description: 'Where it was asked for, of a correction', nullable: true }),
    approver: text({ description: 'Who approved it, of a correction', nullable: true }),
  },
});
