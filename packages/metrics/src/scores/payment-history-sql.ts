import { dayWords } from '../sql/day-words.ts';
import type { GoldRun } from '../inputs/sources.ts';
import { double, exactSum, steady } from '../sql/words.ts';
import { listLiteral } from '../values/literals.ts';
import type { SubScoreSection } from './scores-schema.ts';

type PaymentHistory = Extract<SubScoreSection, { readonly kind: 'payment_history' }>;

/** The grade of late days: straight lines between the anchors, level before the first and after the last. */
const gradeSql = (anchors: PaymentHistory['anchors'], late: string): string => {
  const lines = anchors.map(([days, grade], at) => {
    const before = anchors[at - 1];
    if (before === undefined) return `WHEN ${late} <= ${days} THEN ${double(grade)}`;
    const [from, start] = before;
    return `WHEN ${late} <= ${days} THEN ${double(start)} + (${double(grade - start)}) * @ratio(${late} - ${from}, ${days - from})`;
  });
  return `CASE ${lines.join(' ')} ELSE ${double(anchors.at(-1)?.[1] ?? 0)} END`;
};

/**
 * Invoices that count, each with its grade and weight: `master_id, invoice_id, due_date, amount, late, grade, weight`. Reads `in_invoices`. Days late run to the
 * payment, or to the as-of day where it had not come by then; an invoice that is settled nobody knows when tells nothing.
 */
const gradedInvoicesSql = (section: PaymentHistory, run: GoldRun): string => {
  const { today } = dayWords(run);
  const unsettled = `i.balance_base > CAST('${section.paid_balance}' AS DECIMAL(18, 6))`;
  return `SELECT w.master_id, w.invoice_id, w.due_date, w.amount, w.late, w.weight, ${gradeSql(section.anchors, 'w.late')} AS grade
  FROM (
    SELECT l.master_id, l.invoice_id, l.due_date, l.amount, GREATEST(l.days_late, 0) AS late,
      CAST(l.amount AS DOUBLE) * POWER(5e-1, @ratio(@days_between(l.due_date, ${today}), ${section.half_life_days})) AS weight
    FROM (
      SELECT i.master_id, i.invoice_id, i.due_date, i.total_amount_base AS amount,
        CASE
          WHEN i.paid_date <= ${today} THEN @days_between(i.due_date, i.paid_date)
          WHEN i.paid_date IS NOT NULL OR ${unsettled} THEN @days_between(i.due_date, ${today})
        END AS days_late
      FROM in_invoices i
      WHERE i.due_date > @add_months(${today}, -${section.window_months}) AND i.due_date <= ${today} AND i.total_amount_base > 0
        AND NOT COALESCE(i.status IN ${listLiteral(section.excluded_statuses)}, FALSE)
    ) l
    WHERE l.days_late IS NOT NULL
  ) w`;
};

/** Of each master with an invoice that counts: `master_id, score, invoices, late_invoices`. */
export const paymentHistorySql = (section: PaymentHistory, run: GoldRun): string =>
  `SELECT g.master_id, ${steady(`@ratio(${exactSum('g.weight * g.grade')}, ${exactSum('g.weight')})`)} AS score,
  COUNT(*) AS invoices, COUNT(CASE WHEN g.late > 0 THEN 1 END) AS late_invoices
FROM (
  ${gradedInvoicesSql(section, run)}
) g
GROUP BY g.master_id`;

/** The invoices it is made of, as source rows. */
export const paymentHistoryRows = (section: PaymentHistory, run: GoldRun): string =>
  `SELECT g.master_id, 'invoices' AS source_table, g.invoice_id AS source_id, g.due_date AS happened_on, @try_decimal(g.amount, 18, 4) AS amount,
  @joined(@text(g.late), ' days late: grade ', @text(@money(g.grade, 5, 2)), ', weight ', @text(@money(g.weight, 18, 2))) AS note
FROM (
  ${gradedInvoicesSql(section, run)}
) g`;
