import { decimal, declaredTable, text } from '@audit/contract';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { inputTables, mastersTable } from '../../inputs/input-tables.ts';
import { recurringStage } from '../recurring/recurring.stage.ts';
import { revenueStage } from '../revenue/revenue.stage.ts';
import { valuesTable } from '../values-table.ts';

/** Months of recurring revenue the future is worth, of customers of a segment. */
export const segmentFactors = declaredTable('gold', 'segment_factors', {
  grain: ['segment'],
  description: 'What the future is worth, by segment.',
  columns: {
    segment: text({ description: 'Segment of accounts' }),
    factor: decimal(16, 12)({ description: 'Months of recurring revenue' }),
  },
});

export const lifetimeStage = defineStage({
  id: 'metrics/lifetime',
  reads: {
    masters: { table: mastersTable, by: 'whole' },
    of_recurring: { table: recurringStage.writes, by: 'whole' },
    of_revenue: { table: revenueStage.writes, by: 'whole' },
    in_accounts: { table: inputTables.accounts, by: 'whole' },
    segment_factors: { table: segmentFactors, by: 'whole' },
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
