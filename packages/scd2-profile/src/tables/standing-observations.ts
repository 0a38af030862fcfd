import { defineTable } from '@audit/contract';
import { profileObservations } from '@audit/contract/profile';

/** Observations that no later snapshot contradicts. Lives in memory. */
export const standingObservations = defineTable({
  name: 'standing_observations',
  layer: 'curated',
  grain: ['batch_id', 'record'],
  description: 'Observations that still stand: no snapshot extracted later says that nothing happened at their time.',
  columns: profileObservations.columns,
});
