import { modelSql } from '@audit/warehouse';
import { z } from 'zod';
import { defineKind, valuesOf } from '../kind.ts';
import { dayLiteral, listLiteral } from '../literals.ts';
import { about, words } from '../metric-fields.ts';
import { sourceRowsSql } from '../source-rows.ts';
import { overdueStage } from './overdue.stage.ts';

const schema = z.strictObject({
  ...about,
  kind: z.literal('overdue'),
  excluded_statuses: words('Statuses of invoices nobody has to pay').default([
    'Draft',
    'Void',
    'Voided',
    'Canceled',
    'Cancelled',
    'Written Off',
    'Disputed',
  ]),
  min_balance: z.number().min(0).max(1_000_000).default(0.005).describe('An invoice is open where more than this is left, in its currency'),
});

/** Days the oldest open invoice is late. */
export const overdueKind = defineKind({
  schema,
  unitOf: () => 'days',
  parts: { balance_due: 'money', overdue_amount: 'money', open_invoices: 'count' },
  compute: async ({ name, excluded_statuses, min_balance }, { session, run, sources }) => {
    const params = { has_source: sources.has('invoices'), as_of: run.asOf, excluded_statuses, min_balance: min_balance.toFixed(4) };
    await session.materialise(valuesOf(name), modelSql(overdueStage, session.engine, params));
  },
  rowsOf: ({ excluded_statuses, min_balance }, { run }, part) => {
    const day = dayLiteral(run.asOf);
    const late = part === 'value' || part === 'overdue_amount' ? ` AND COALESCE(r.due_date, r.invoice_date) < ${day}` : '';
    return sourceRowsSql([
      {
        table: 'invoices',
        id: 'invoice_id',
        from: 'in_invoices',
        on: 'COALESCE(r.due_date, r.invoice_date)',
        amount: `CASE WHEN r.paid_date > ${day} THEN r.total_amount_base ELSE r.balance_base END`,
        note: `'invoice ' || COALESCE(r.invoice_number, r.invoice_id) || ', due ' || CAST(COALESCE(r.due_date, r.invoice_date) AS VARCHAR)`,
        where: `r.invoice_date <= ${day} AND NOT COALESCE(r.status IN ${listLiteral(excluded_statuses)}, FALSE) AND CASE WHEN r.paid_date > ${day} THEN r.total_amount ELSE r.balance END > ${min_balance.toFixed(4)}${late}`,
      },
    ]);
  },
  formulaOf: ({ excluded_statuses, min_balance }) =>
    `most days from the due day of an open invoice to the day; open is one with more than ${min_balance} left that is not ${excluded_statuses.join(', ')}; 0 where none is late`,
});
