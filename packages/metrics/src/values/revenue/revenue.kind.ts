import { modelSql } from '@audit/warehouse';
import { z } from 'zod';
import type { Sources } from '../../inputs/sources.ts';
import { defineKind, valuesOf } from '../kind.ts';
import { dayLiteral, listLiteral } from '../literals.ts';
import { about, words } from '../metric-fields.ts';
import { noSourceRows, sourceRowsSql } from '../source-rows.ts';
import { revenuePeriods } from './revenue-periods.ts';
import { revenueStage } from './revenue.stage.ts';

const schema = z.strictObject({
  ...about,
  kind: z.literal('revenue'),
  period: z
    .enum(['trailing', 'calendar', 'fiscal'])
    .default('trailing')
    .describe('The last twelve months, the calendar year to the day, or the fiscal year to the day'),
  fiscal_start_month: z.int().min(1).max(12).default(1).describe('Month the fiscal year begins with, 1 to 12'),
  invoice_excluded_statuses: words('Statuses of invoices that are no revenue').default([
    'Draft',
    'Void',
    'Voided',
    'Canceled',
    'Cancelled',
  ]),
  credit_excluded_statuses: words('Statuses of credit memos that take nothing away').default([
    'Draft',
    'Void',
    'Voided',
    'Canceled',
    'Cancelled',
  ]),
  order_statuses: words('Statuses of orders that are revenue, where the lake has no invoices').default(['Activated']),
});
type Revenue = z.output<typeof schema>;

const sourceOf = (sources: Sources): 'invoices' | 'sales_orders' | 'none' =>
  sources.has('invoices') ? 'invoices' : sources.has('sales_orders') ? 'sales_orders' : 'none';

const periodWords = ({ period, fiscal_start_month }: Revenue): string => {
  if (period === 'trailing') return 'of the twelve months that end with the day';
  return period === 'calendar'
    ? 'of the calendar year to the day'
    : `of the fiscal year to the day, which begins with month ${fiscal_start_month}`;
};

/** Whether an event of a day is in what a part is of: the period, the prior one, both, or all to the day. */
const withinOf = (metric: Revenue, asOf: string, part: string): ((day: string) => string) => {
  const { from, prior_from, prior_to } = revenuePeriods(asOf, metric);
  const between = (day: string, first: string, last: string): string => `${day} >= ${dayLiteral(first)} AND ${day} <= ${dayLiteral(last)}`;
  if (part === 'prior') return (day) => between(day, prior_from, prior_to);
  if (part === 'growth') return (day) => `(${between(day, from, asOf)} OR ${between(day, prior_from, prior_to)})`;
  return part === 'value' ? (day) => between(day, from, asOf) : (day) => `${day} <= ${dayLiteral(asOf)}`;
};

/** Revenue of a period; its parts compare it with the year before. */
export const revenueKind = defineKind({
  schema,
  unitOf: () => 'money',
  parts: { prior: 'money', growth: 'fraction', total: 'money', first_on: 'date' },
  compute: async (metric, { session, run, sources }) => {
    const periods = revenuePeriods(run.asOf, metric);
    const params = { source: sourceOf(sources), as_of: run.asOf, ...periods, ...metric };
    await session.materialise(valuesOf(metric.name), modelSql(revenueStage, session.engine, params));
  },
  rowsOf: (metric, { run, sources }, part) => {
    const source = sourceOf(sources);
    const within = withinOf(metric, run.asOf, part);
    if (source === 'none') return noSourceRows;
    if (source === 'sales_orders')
      return sourceRowsSql([
        {
          table: 'sales_orders',
          id: 'order_id',
          from: 'in_sales_orders',
          on: 'r.effective_date',
          amount: 'r.total_amount_base',
          note: `'order ' || COALESCE(r.order_number, r.order_id)`,
          where: `${within('r.effective_date')} AND r.status IN ${listLiteral(metric.order_statuses)}`,
        },
      ]);
    return sourceRowsSql([
      {
        table: 'invoices',
        id: 'invoice_id',
        from: 'in_invoices',
        on: 'r.invoice_date',
        amount: 'r.total_amount_base',
        note: `'invoice ' || COALESCE(r.invoice_number, r.invoice_id)`,
        where: `${within('r.invoice_date')} AND NOT COALESCE(r.status IN ${listLiteral(metric.invoice_excluded_statuses)}, FALSE)`,
      },
      {
        table: 'credit_memos',
        id: 'credit_memo_id',
        from: 'in_credit_memos',
        on: 'r.credit_date',
        amount: '-r.total_amount_base',
        note: `'credit memo ' || COALESCE(r.credit_memo_number, r.credit_memo_id)`,
        where: `${within('r.credit_date')} AND NOT COALESCE(r.status IN ${listLiteral(metric.credit_excluded_statuses)}, FALSE)`,
      },
    ]);
  },
  formulaOf: (metric) =>
    `sum of invoices (but ${metric.invoice_excluded_statuses.join(', ')}) less credit memos ${periodWords(metric)}; where the lake has no invoices, of orders that are ${metric.order_statuses.join(', ')}`,
});
