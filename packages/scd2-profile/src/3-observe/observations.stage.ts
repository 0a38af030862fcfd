import { profileObservations, standardizedProfiles } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';

/** How a feed is to be read: as single changes, or as the whole current state at the time of its extract (docs/profile.md). */
export const feeds = ['changelog', 'snapshot'] as const;
export type Feed = (typeof feeds)[number];

/** Stored profiles of a batch → observations. */
export const observationsStage = defineStage({
  id: 'scd2-profile/observations',
  reads: { standardized: { table: standardizedProfiles, by: 'whole' } },
  writes: profileObservations,
  params: z.strictObject({ feed: z.enum(feeds) }),
  model: new URL('./observations.sql', import.meta.url),
});
