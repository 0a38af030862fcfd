import { decimal, int64 } from '@audit/contract';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { mastersTable } from '../../inputs/input-tables.ts';
import { valuesTable } from '../values-table.ts';
import { recurringItems } from './recurring-items.stage.ts';

const money = (description: string) => decimal(38, 2)({ description, unit: 'base currency a month', nullable: true });
const count = (description: string) => int64({ description, nullable: true });

export const recurringStage = defineStage({
  id: 'metrics/recurring',
  reads: { masters: { table: mastersTable, by: 'whole' }, recurring_items: { table: recurringItems, by: 'whole' } },
  writes: valuesTable('recurring_values', {
    value: money('Monthly recurring revenue on the day'),
    start: money('The same a month before'),
    new: money('Of customers who never had any'),
    expansion: money('More of customers who had some'),
    contraction: money('Less of customers who keep some; negative'),
    churn: money('Of customers who have none any more; negative'),
    reactivation: money('Of customers who had some once, and none a month before'),
    fx: money('By other rates alone'),
    services: count('Products paid for by the month'),
    families: count('Their families'),
  }),
  params: z.strictObject({ source: z.enum(['assets', 'sales_order_items', 'none']), as_of: z.string(), before: z.string() }),
  model: new URL('./recurring.sql', import.meta.url),
});
