import { dimCustomerProfile, incomeSourceBridge, investmentPurposeBridge } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { profileHash } from '../canonical/profile-hash.ts';
import { recomputedHashes } from '../tables/recomputed-hashes.ts';

/** Stored versions and their members → hashes made again. */
export const recomputedHashesStage = defineStage({
  id: 'scd2-profile/recomputed-hashes',
  reads: {
    versions: { table: dimCustomerProfile, by: 'whole' },
    incomes: { table: incomeSourceBridge, by: 'whole' },
    purposes: { table: investmentPurposeBridge, by: 'whole' },
  },
  writes: recomputedHashes,
  params: z.strictObject({}),
  constants: { profile_hash: profileHash('hash_algorithm_version') },
  model: new URL('./recomputed-hashes.sql', import.meta.url),
});
