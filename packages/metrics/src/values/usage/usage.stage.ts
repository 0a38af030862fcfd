import { decimal, float64 } from '@audit/contract';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { inputTables, mastersTable } from '../../inputs/input-tables.ts';
import { valuesTable } from '../values-table.ts';

export const usageStage = defineStage({
  id: 'metrics/usage',
  reads: { masters: { table: mastersTable, by: 'whole' }, in_usage: { table: inputTables.usage, by: 'whole' } },
  writes: valuesTable('usage_values', {
    value: float64({ description: 'Growth of usage', unit: 'fraction', nullable: true }),
    current_quantity: decimal(38, 4)({ description: 'Usage in the window', nullable: true }),
    prior_quantity: decimal(38, 4)({ description: 'Usage in the window it is compared with', nullable: true }),
  }),
  params: z.strictObject({
    has_source: z.boolean(),
    as_of: z.string(),
    /** Nothing up to this day is looked at. */
    read_after: z.string(),
    window_days: z.int(),
    last_year: z.boolean(),
    max_delay_days: z.int(),
    min_volume: z.string(),
    all_metrics: z.boolean(),
    usage_metrics: z.array(z.string()),
  }),
  model: new URL('./usage.sql', import.meta.url),
});
