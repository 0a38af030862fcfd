import { decimal, int64 } from '@audit/contract';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { inputTables, mastersTable } from '../../inputs/input-tables.ts';
import { valuesTable } from '../values-table.ts';

export const overdueStage = defineStage({
  id: 'metrics/overdue',
  reads: { masters: { table: mastersTable, by: 'whole' }, in_invoices: { table: inputTables.invoices, by: 'whole' } },
  writes: valuesTable('overdue_values', {
    value: int64({ description: 'Days the oldest open invoice is late; 0 where none is', unit: 'days', nullable: true }),
    balance_due: decimal(38, 4)({ description: 'What is open', unit: 'base currency', nullable: true }),
    overdue_amount: decimal(38, 4)({ description: 'What is late', unit: 'base currency', nullable: true }),
    open_invoices: int64({ description: 'Open invoices', nullable: true }),
  }),
  params: z.strictObject({ has_source: z.boolean(), as_of: z.string(), excluded_statuses: z.array(z.string()), min_balance: z.string() }),
  model: new URL('./overdue.sql', import.meta.url),
});
