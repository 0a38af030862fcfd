import { dimCustomerProfile, incomeSourceBridge, investmentPurposeBridge, type SetAttribute } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { versionChanges } from '../tables/version-changes.ts';

const members = <T extends typeof incomeSourceBridge>(column: SetAttribute, writes: T) =>
  defineStage({
    id: `scd2-profile/${column.replaceAll('_', '-')}`,
    reads: { changes: { table: versionChanges, by: 'whole' }, dimension_rows: { table: dimCustomerProfile, by: 'whole' } },
    writes,
    params: z.strictObject({}),
    constants: { column },
    model: new URL('./profile-members.sql', import.meta.url),
  });

/** Versions that entered → the members of their sets, one stage a set. */
export const profileMemberStages = {
  source_of_income: members('source_of_income', incomeSourceBridge),
  purpose_of_investment: members('purpose_of_investment', investmentPurposeBridge),
} as const;
