import { defineTable } from '@audit/contract';
import { profileObservations } from '@audit/contract/profile';

/** Observations with the corrections among them put in force. Lives in memory. */
export const correctedObservations = defineTable({
  name: 'corrected_observations',
  layer: 'curated',
  grain: ['customer_id', 'valid_ts', 'batch_id', 'record'],
  description: 'What counts from which instant on; one observation counts from several where a correction with an end interrupts it.',
  columns: profileObservations.columns,
});
