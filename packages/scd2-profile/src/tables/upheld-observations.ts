import { defineTable } from '@audit/contract';
import { profileObservations } from '@audit/contract/profile';

/** Observations that nothing took back. Lives in memory. */
export const upheldObservations = defineTable({
  name: 'upheld_observations',
  layer: 'curated',
  grain: ['batch_id', 'record'],
  description: 'Observations that no correction takes back.',
  columns: profileObservations.columns,
});
