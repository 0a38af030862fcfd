import { completenessItems, profileKpiParts, profileQuarters } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';

/** An item counts once in eight for each customer. */
const completenessPart = (item: string): string =>
  `SELECT quarter, quarter_start_ts, 'completeness_score' AS kpi, '${item}' AS part, with_${item} AS numerator, 8 * customers_in_force AS denominator FROM quarters`;

/** What is counted in each quarter → the parts of the key figures. */
export const profileKpiPartsStage = defineStage({
  id: 'scd2-profile/profile-kpi-parts',
  reads: { quarters: { table: profileQuarters, by: 'whole' } },
  writes: profileKpiParts,
  params: z.strictObject({}),
  constants: { completeness: completenessItems.map(completenessPart).join(' UNION ALL ') },
  model: new URL('./profile-kpi-parts.sql', import.meta.url),
});
