import { customerProfileStandardized } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { rawFingerprints } from '../tables/raw-fingerprints.ts';
import { ofDelivered } from './of-delivered.ts';

/** Delivered records → one fingerprint a customer. */
export const rawFingerprintsStage = defineStage({
  id: 'scd2-profile/raw-fingerprints',
  reads: { delivered: { table: customerProfileStandardized, by: 'whole' } },
  writes: rawFingerprints,
  params: z.strictObject({}),
  constants: ofDelivered,
  model: new URL('./raw-fingerprints.sql', import.meta.url),
});
