import { decimal, text } from '@audit/contract';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { mastersTable } from '../../inputs/input-tables.ts';
import { recurringStage } from '../recurring/recurring.stage.ts';
import { revenueStage } from '../revenue/revenue.stage.ts';
import { valuesTable } from '../values-table.ts';

export const lifetimeStage = defineStage({
  id: 'metrics/lifetime',
  reads: {
    masters: { table: mastersTable, by: 'whole' },
    of_recurring: { table: recurringStage.writes, by: 'whole' },
    of_revenue: { table: revenueStage.writes, by: 'whole' },
  },
  writes: valuesTable('lifetime_values', {
    value: decimal(38, 2)({ description: 'Lifetime value', unit: 'base currency', nullable: true }),
    method: text({ description: 'How it was reckoned: contractual or historic', nullable: true }),
  }),
  params: z.strictObject({
    method: z.enum(['auto', 'contractual', 'historic']),
    /** Months of recurring revenue the future is worth, as a number. */
    factor: z.string(),
    margin: z.string(),
  }),
  model: new URL('./lifetime.sql', import.meta.url),
});
