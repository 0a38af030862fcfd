import { defineTable, int64, text } from '@audit/contract';
import { profileScalars, profileSets, profileTypeOne } from '@audit/contract/profile';

/** What observations say, by where they stand. Lives in memory. */
export const profileContents = defineTable({
  name: 'profile_contents',
  layer: 'curated',
  grain: ['batch_id', 'record'],
  description: 'Stored profiles of the observations that present a version.',
  columns: {
    batch_id: text({ description: 'Batch' }),
    record: int64({ description: 'Position in the batch, from 1' }),
    ...profileScalars,
    ...profileTypeOne,
    ...profileSets,
  },
});
