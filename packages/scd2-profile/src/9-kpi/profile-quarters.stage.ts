import { dimCustomerProfile, profileAuditEvents, profileBatches, profileQuarters, standardizedProfiles } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';

/** What adds up from quarter to quarter: customers that have something at its end, or were active in it. */
const running = [
  'in_force',
  'complete',
  'evidences',
  'firstnames',
  'lastnames',
  'birthdates',
  'occupations',
  'nationalities',
  'bands',
  'sets',
  'active',
] as const;

const runningTotal = (name: string): string =>
  `SUM(COALESCE(m.${name}, 0)) OVER (ORDER BY q.quarter_number ASC NULLS FIRST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS ${name}`;

/** Versions, events, records and batches → what is counted in each quarter. */
export const profileQuartersStage = defineStage({
  id: 'scd2-profile/profile-quarters',
  reads: {
    versions: { table: dimCustomerProfile, by: 'whole' },
    events: { table: profileAuditEvents, by: 'whole' },
    standardized: { table: standardizedProfiles, by: 'whole' },
    batches: { table: profileBatches, by: 'whole' },
  },
  writes: profileQuarters,
  params: z.strictObject({
    /** Business zone: its midnights cut the quarters. */
    zone: z.string(),
  }),
  constants: { running_totals: running.map(runningTotal).join(', ') },
  model: new URL('./profile-quarters.sql', import.meta.url),
  checks: {
    every_event_and_record_is_counted: `SELECT c.published AS published, q.published AS counted, s.records AS records, q.judged AS judged FROM
      (SELECT COUNT(*) AS records FROM standardized) s
      CROSS JOIN (SELECT COALESCE(SUM(quarantined), 0) AS refused FROM batches) b
      CROSS JOIN (SELECT COUNT(*) AS published FROM events e JOIN batches o ON o.batch_id = e.batch_id WHERE o.feed IN ('changelog', 'snapshot')
        AND e.change_kind IN ('APPENDED', 'INSERTED', 'REPLACED') AND e.rationale_code <> 'INITIAL_LOAD') c
      CROSS JOIN (SELECT COALESCE(SUM(versions_published), 0) AS published, COALESCE(SUM(records_judged), 0) AS judged FROM profile_quarters) q
      WHERE c.published <> q.published OR s.records + b.refused <> q.judged`,
  },
});
