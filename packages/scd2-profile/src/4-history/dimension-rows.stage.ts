import { dimCustomerProfile } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { hashVersionParam } from '../canonical/hash-version.ts';
import { profileContents } from '../tables/profile-contents.ts';
import { versionChanges } from '../tables/version-changes.ts';

/** Changes → the rows of the dimension that are written. */
export const dimensionRowsStage = defineStage({
  id: 'scd2-profile/dimension-rows',
  reads: {
    changes: { table: versionChanges, by: 'whole' },
    contents: { table: profileContents, by: 'whole' },
    held: { table: dimCustomerProfile, by: 'whole' },
  },
  writes: dimCustomerProfile,
  params: z.strictObject({ hash_version: hashVersionParam }),
  model: new URL('./dimension-rows.sql', import.meta.url),
});
