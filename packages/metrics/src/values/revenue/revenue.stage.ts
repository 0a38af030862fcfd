import { date, decimal, float64 } from '@audit/contract';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { inputTables, mastersTable } from '../../inputs/input-tables.ts';
import { valuesTable } from '../values-table.ts';

const money = decimal(38, 4);

export const revenueStage = defineStage({
  id: 'metrics/revenue',
  reads: {
    masters: { table: mastersTable, by: 'whole' },
    in_invoices: { table: inputTables.invoices, by: 'whole' },
    in_credit_memos: { table: inputTables.credit_memos, by: 'whole' },
    in_sales_orders: { table: inputTables.sales_orders, by: 'whole' },
  },
  writes: valuesTable('revenue_values', {
    value: money({ description: 'Revenue of the period', unit: 'base currency', nullable: true }),
    prior: money({ description: 'Of the same period a year before', unit: 'base currency', nullable: true }),
    growth: float64({ description: 'Growth from the one to the other', unit: 'fraction', nullable: true }),
    total: money({ description: 'All revenue to the day', unit: 'base currency', nullable: true }),
    first_on: date({ description: 'Day of the first revenue', nullable: true }),
  }),
  params: z.strictObject({
    source: z.enum(['invoices', 'sales_orders', 'none']),
    as_of: z.string(),
    /** First days of the periods, and the last of the prior one. */
    from: z.string(),
    prior_from: z.string(),
    prior_to: z.string(),
    /** Last day the first revenue may be of, so that the prior period is whole. */
    history_from: z.string(),
    invoice_excluded_statuses: z.array(z.string()),
    credit_excluded_statuses: z.array(z.string()),
    order_statuses: z.array(z.string()),
  }),
  model: new URL('./revenue.sql', import.meta.url),
});
