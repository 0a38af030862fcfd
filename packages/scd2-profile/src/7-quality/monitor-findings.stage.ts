import { profileMonitor, standardizedProfiles } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';

/** Stored profiles of a batch → the findings of the monitors. */
export const monitorFindingsStage = defineStage({
  id: 'scd2-profile/monitor-findings',
  reads: { standardized: { table: standardizedProfiles, by: 'whole' } },
  writes: profileMonitor,
  params: z.strictObject({ batch_id: z.string() }),
  model: new URL('./monitor-findings.sql', import.meta.url),
});
