import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { contestedRecords } from '../tables/contested-records.ts';
import { joinedParts } from '../canonical/joined-parts.ts';
import { standardizedDelivery } from '../tables/standardized-delivery.ts';
import { standardizedRecords } from '../tables/standardized-records.ts';
import { canonicalString, scalarParts, setParts } from '../canonical/profile-hash.ts';

const columns = Object.keys(standardizedDelivery.columns);

/** Standardized records → the same with hash and contradictions: what history is made of. */
export const standardizedDeliveryStage = defineStage({
  id: 'scd2-profile/standardized-delivery',
  reads: {
    standardized_records: { table: standardizedRecords, by: 'whole' },
    contested_records: { table: contestedRecords, by: 'whole' },
  },
  writes: standardizedDelivery,
  params: z.strictObject({}),
  constants: {
    before_hash: columns.slice(0, columns.indexOf('profile_hash')).join(', '),
    canonical_string: canonicalString,
    // One delimiter more than any canonical string without ambiguity has: a key never equals a hash.
    parts: `'|' || ${joinedParts([...scalarParts, ...setParts])}`,
  },
  model: new URL('./standardized-delivery.sql', import.meta.url),
});
