import { quote, trimmedCharacters } from '@audit/contract';
import { customerProfileStandardized, deliveredColumns } from '@audit/contract/profile';
import { defineStage, textLiteral } from '@audit/warehouse';
import { z } from 'zod';
import { rawFingerprints } from '../tables/raw-fingerprints.ts';

/** Delivered records → one fingerprint a customer. */
export const rawFingerprintsStage = defineStage({
  id: 'scd2-profile/raw-fingerprints',
  reads: { delivered: { table: customerProfileStandardized, by: 'whole' } },
  writes: rawFingerprints,
  params: z.strictObject({}),
  constants: {
    blanks: textLiteral(trimmedCharacters),
    delivered: Object.keys(deliveredColumns)
      .map((name) => quote(name))
      .join(', '),
  },
  model: new URL('./raw-fingerprints.sql', import.meta.url),
});
