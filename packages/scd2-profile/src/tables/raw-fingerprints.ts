import { defineTable, int64, text } from '@audit/contract';

/** The customers of a batch by the ids they were delivered under. Lives in memory. */
export const rawFingerprints = defineTable({
  name: 'raw_fingerprints',
  layer: 'silver',
  grain: ['customer_id'],
  description: 'One row per customer of a batch: how many records, and the fingerprint of the record where there is one.',
  columns: {
    customer_id: text({ description: 'Customer, trimmed; empty where there is none', pii: 'quasi' }),
    records: int64({ description: 'Records of the customer in the batch' }),
    raw_fingerprint: int64({
      description: 'Engine hash of the delivered columns; null where a repetition must be looked at all the same',
      nullable: true,
    }),
  },
});
