import { profileObservations, standardizedProfiles } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';

/** How a feed is to be read: as single changes, or as the whole current state at the time of its extract (docs/profile.md). */
export const feeds = ['changelog', 'snapshot'] as const;
export type Feed = (typeof feeds)[number];
/** What a batch brings: a feed of the source, or corrections. */
export type Channel = Feed | 'correction';
/** Who speaks: a batch, or the fact that a customer is, or is not, in one. */
const voices = [...feeds, 'correction', 'presence'] as const;
export type Voice = (typeof voices)[number];

/** Stored profiles of a batch → observations. */
export const observationsStage = defineStage({
  id: 'scd2-profile/observations',
  reads: { standardized: { table: standardizedProfiles, by: 'whole' } },
  writes: profileObservations,
  params: z.strictObject({ feed: z.enum(voices) }),
  model: new URL('./observations.sql', import.meta.url),
});
