import { date, declaredTable, decimal, text } from '@audit/contract';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { inputTables } from '../../inputs/input-tables.ts';

const words = z.array(z.string());

export const recurringItems = declaredTable('gold', 'recurring_items', {
  grain: ['source_table', 'item_id'],
  description: 'What is paid for by the month.',
  columns: {
    source_table: text({ description: 'assets or sales_order_items' }),
    item_id: text({ description: 'Its record' }),
    master_id: text({ description: 'Master account' }),
    product_id: text({ description: 'Product', nullable: true }),
    family: text({ description: 'Family of the product', nullable: true }),
    currency: text({ description: 'Its own currency; empty where none is named' }),
    starts_on: date({ description: 'First day it counts' }),
    ends_on: date({ description: 'Last day it counts; NULL where there is none', nullable: true }),
    own_amount: decimal(38, 2)({ description: 'Price a month', unit: 'own currency', nullable: true }),
    amount: decimal(38, 2)({ description: 'Price a month', unit: 'base currency', nullable: true }),
  },
});

export const recurringItemsStage = defineStage({
  id: 'metrics/recurring-items',
  reads: {
    in_assets: { table: inputTables.assets, by: 'whole' },
    in_sales_orders: { table: inputTables.sales_orders, by: 'whole' },
    in_sales_order_items: { table: inputTables.sales_order_items, by: 'whole' },
    in_products: { table: inputTables.products, by: 'whole' },
  },
  writes: recurringItems,
  params: z.strictObject({
    source: z.enum(['assets', 'sales_order_items', 'none']),
    zone: z.string(),
    asset_excluded_statuses: words,
    asset_ended_statuses: words,
    order_statuses: words,
    trial_types: words,
    renewal_types: words,
    excluded_families: words,
    renewal_overlap_days: z.int(),
    week_frequencies: words,
    month_frequencies: words,
    quarter_frequencies: words,
    year_frequencies: words,
    once_frequencies: words,
  }),
  model: new URL('./recurring-items.sql', import.meta.url),
});
