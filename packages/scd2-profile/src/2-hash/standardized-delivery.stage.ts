import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { contestedRecords } from '../tables/contested-records.ts';
import { standardizedDelivery } from '../tables/standardized-delivery.ts';
import { standardizedRecords } from '../tables/standardized-records.ts';
import { hashVersionParam } from '../canonical/hash-version.ts';
import { profileHash, unambiguousHash } from '../canonical/profile-hash.ts';

const columns = Object.keys(standardizedDelivery.columns);

/** Standardized records → the same with hash and contradictions: what history is made of. */
export const standardizedDeliveryStage = defineStage({
  id: 'scd2-profile/standardized-delivery',
  reads: {
    standardized_records: { table: standardizedRecords, by: 'whole' },
    contested_records: { table: contestedRecords, by: 'whole' },
  },
  writes: standardizedDelivery,
  params: z.strictObject({ hash_version: hashVersionParam }),
  constants: {
    before_hash: columns.slice(0, columns.indexOf('profile_hash')).join(', '),
    profile_hash: profileHash('$hash_version'),
    unambiguous_hash: unambiguousHash,
  },
  model: new URL('./standardized-delivery.sql', import.meta.url),
});
