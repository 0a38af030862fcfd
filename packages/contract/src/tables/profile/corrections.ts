import { int64, text, timestamp } from '../column.ts';
import { defineTable } from '../define-table.ts';

const customer = text({ description: 'Customer', pii: 'quasi' });
const lineage = {
  batch_id: text({ description: 'Batch the correction came with (ops_profile_batches)' }),
  record: int64({ description: 'Position of the record in its batch, from 1' }),
} as const;
const loaded = timestamp({ description: 'When the batch was loaded; of two corrections the later is believed', unit: 'us UTC' });

/** The columns of a correction file. */
export const correctionColumns = {
  customer_id: text({ description: 'Customer, as delivered', pii: 'quasi', nullable: true }),
  effective_start_ts: text({ description: 'From when the correction holds, ISO', nullable: true }),
  effective_end_ts: text({ description: 'Until when, inclusive, ISO; without it until the next known change', nullable: true }),
  profile: text({ description: 'Object of the columns of the upstream view', pii: 'direct', nullable: true }),
  retract: text({ description: 'true where what was said at that instant is taken back', nullable: true }),
  reason: text({ description: 'Why', nullable: true }),
  ticket: text({ description: 'Where it was asked for', nullable: true }),
  approver: text({ description: 'Who approved it', nullable: true }),
} as const;

/** Corrections exactly as delivered, beside the view. */
export const deliveredCorrections = defineTable({
  name: 'customer_profile_corrections',
  layer: 'bronze',
  grain: ['batch_id', 'record'],
  description: 'Every record delivered to audit profile correct, exactly as delivered, with its lineage; refused ones too.',
  columns: {
    ...correctionColumns,
    ...lineage,
    extract_ts: timestamp({ description: 'When the corrections were drawn up', unit: 'us UTC' }),
    load_ts: timestamp({ description: 'When the batch was loaded: known time', unit: 'us UTC' }),
  },
});

/** Accepted corrections: their interval, and who answers for them. What they say stands in silver and in the observation log. */
export const profileCorrections = defineTable({
  name: 'profile_corrections',
  layer: 'curated',
  grain: ['batch_id', 'record'],
  description: 'Accepted corrections of customer profiles: what each does, from when to when, why, and who approved it.',
  columns: {
    customer_id: customer,
    effective_start_ts: timestamp({ description: 'First instant it is about', unit: 'us UTC' }),
    effective_end_ts: timestamp({
      description: 'Last instant it is about; null where it holds until the next known change',
      unit: 'us UTC',
      nullable: true,
    }),
    action: text({ description: 'profile: so it was; retract: what was said at that instant is taken back' }),
    reason: text({ description: 'Why' }),
    ticket: text({ description: 'Where it was asked for' }),
    approver: text({ description: 'Who approved it' }),
    load_ts: loaded,
    ...lineage,
  },
  laws: {
    ends_after_it_starts: {
      columns: ['effective_start_ts', 'effective_end_ts'],
      holds: (c) => `${c.effective_end_ts} >= ${c.effective_start_ts}`,
    },
  },
});
