import { modelSql } from '@audit/warehouse';
import { z } from 'zod';
import { addMonths } from '../../inputs/calendar.ts';
import { hasRows } from '../has-rows.ts';
import { defineKind, type ValueContext, valuesOf } from '../kind.ts';
import { dayLiteral } from '../literals.ts';
import { about, words } from '../metric-fields.ts';
import { sourceRowsSql } from '../source-rows.ts';
import { recurringItemsStage } from './recurring-items.stage.ts';
import { recurringStage } from './recurring.stage.ts';

const frequencies = z.strictObject({
  week: words('Texts that mean a price a week').default(['Weekly']),
  month: words('Texts that mean a price a month').default(['Monthly']),
  quarter: words('Texts that mean a price a quarter').default(['Quarterly']),
  year: words('Texts that mean a price a year').default(['Annual', 'Yearly']),
  once: words('Texts that mean a price paid once').default(['One-Time', 'Usage']),
});

const schema = z.strictObject({
  ...about,
  kind: z.literal('mrr'),
  asset_excluded_statuses: words('Statuses of assets that are not paid for').default(['Trial', 'Canceled', 'Cancelled', 'Unpaid']),
  asset_ended_statuses: words('Statuses of assets that count until their end, and without one not at all').default(['Obsolete']),
  order_statuses: words('Statuses of orders whose items count').default(['Activated']),
  trial_types: words('Types of orders that are for trial').default(['Trial']),
  renewal_types: words('Types of orders that take the place of earlier ones').default(['Renewal']),
  excluded_families: words('Families of products that are not paid for by the month: one-time, metered').default([]),
  renewal_overlap_days: z
    .int()
    .min(0)
    .max(366)
    .default(31)
    .describe('Last days of an item in which a longer one of the same product, begun then, takes its place'),
  frequencies: frequencies.prefault({}).describe('What texts of the column billing_frequency of order items mean'),
});

const prefix = 'recurring_items_of_';

/** Items of a metric. */
const itemsOf = (name: string): string => `${prefix}${name}`;

/** The model of the items a query names, which lie between it and silver. */
export const modelOfItems = (relation: string): string | undefined => (relation.startsWith(prefix) ? recurringItemsStage.model : undefined);

/** Assets where any tells its monthly price, else items of orders. */
const sourceOf = async ({ session, sources }: ValueContext): Promise<'assets' | 'sales_order_items' | 'none'> => {
  if (sources.has('assets') && (await hasRows(session, 'SELECT asset_id FROM in_assets WHERE current_mrr IS NOT NULL'))) return 'assets';
  return sources.has('sales_order_items') && sources.has('sales_orders') ? 'sales_order_items' : 'none';
};

/** Monthly recurring revenue; its parts are what moved it over the last month, and how many services it is of. */
export const recurringKind = defineKind({
  schema,
  unitOf: () => 'money',
  parts: {
    start: 'money',
    new: 'money',
    expansion: 'money',
    contraction: 'money',
    churn: 'money',
    reactivation: 'money',
    fx: 'money',
    services: 'count',
    families: 'count',
  },
  compute: async (metric, context) => {
    const { session, run } = context;
    const source = await sourceOf(context);
    const { name, frequencies: texts } = metric;
    const items = modelSql(recurringItemsStage, session.engine, {
      source,
      zone: run.zone,
      ...metric,
      week_frequencies: texts.week,
      month_frequencies: texts.month,
      quarter_frequencies: texts.quarter,
      year_frequencies: texts.year,
      once_frequencies: texts.once,
    });
    await session.materialise(itemsOf(name), items);
    await session.bindSql('recurring_items', `SELECT * FROM ${itemsOf(name)}`);
    const params = { source, as_of: run.asOf, before: addMonths(run.asOf, -1) };
    await session.materialise(valuesOf(name), modelSql(recurringStage, session.engine, params));
  },
  rowsOf: ({ name }, { run }, part) => {
    const on = (day: string): string => `(r.starts_on <= ${dayLiteral(day)} AND COALESCE(r.ends_on >= ${dayLiteral(day)}, TRUE))`;
    const [now, before] = [on(run.asOf), on(addMonths(run.asOf, -1))];
    const isNow = ['value', 'services', 'families'].includes(part);
    const counts = isNow ? now : part === 'start' ? before : `(${now} OR ${before})`;
    const branch = (table: 'assets' | 'sales_order_items') => ({
      table,
      id: 'item_id',
      from: itemsOf(name),
      on: 'r.starts_on',
      amount: 'r.amount',
      note: `'a month, ' || CASE WHEN r.ends_on IS NULL THEN 'without end' ELSE 'until ' || CAST(r.ends_on AS VARCHAR) END`,
      where: `r.source_table = '${table}' AND ${counts}`,
    });
    return sourceRowsSql([branch('assets'), branch('sales_order_items')]);
  },
  formulaOf: (metric) =>
    `sum of the monthly prices of what is paid for on the day: of assets their current MRR, else of order items (${metric.order_statuses.join(', ')}) the price by its frequency, or over its term with 30.4375 days a month; without trials and one-time items, a renewal and what it renews counted once`,
});
