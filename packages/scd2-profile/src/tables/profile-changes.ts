import { defineTable, int32, timestamp } from '@audit/contract';
import { profileAuditEvents } from '@audit/contract/profile';

/** Audit events as others are told of them. */
export const profileChanges = defineTable({
  name: 'profile_changes',
  layer: 'curated',
  grain: ['event_id'],
  cluster: ['recorded_ts', 'customer_id', 'event_ts', 'change_kind'],
  description:
    'Audit events as others are told of them, with the interval of the version; names of attributes, no values of personal columns.',
  columns: {
    ...profileAuditEvents.columns,
    effective_start_ts: timestamp({ description: 'First instant at which the version is valid', unit: 'us UTC' }),
    effective_end_ts: timestamp({
      description:
        'Last instant at which it is valid, as believed from the load on (of one withdrawn, before it); null while it is current',
      unit: 'us UTC',
      nullable: true,
    }),
    hash_algorithm_version: int32({ description: 'Rules the hashes are made by' }),
  },
});
