import { customerPeriods, orders, qualifiedName, type Table } from '@audit/contract';
import { type Lake, type Manifest, type Session, tableScan } from '@audit/warehouse';
import { type TextColumn, textTable } from '../../output/text-table.ts';

type View = (session: Session, lake: Lake, manifest: Manifest) => Promise<string>;

/** A query over one table of the lake, printed; each column of the query is text under its own name. */
const viewOf =
  (table: Table, columns: readonly TextColumn[], sql: (from: string) => string): View =>
  async (session, lake, manifest) => {
    const scan = tableScan(lake, table, manifest.tables[qualifiedName(table)]);
    const rows = await session.evidence(sql(`(${scan}) AS kept`), 100);
    return textTable(
      columns,
      rows.map((row) => columns.map(({ title }) => row[title] ?? '')),
    );
  };

const money = (sum: string): string => `CAST(CAST(${sum} AS DECIMAL(18, 2)) AS VARCHAR)`;
const whole = (sum: string): string => `CAST(CAST(${sum} AS BIGINT) AS VARCHAR)`;

export const firstOrders = viewOf(
  orders,
  [
    { title: 'order' },
    { title: 'customer' },
    { title: 'day' },
    { title: 'lines', align: 'right' },
    { title: 'CDs', align: 'right' },
    { title: 'dollars', align: 'right' },
  ],
  (from) => `SELECT order_id AS "order", customer_id AS customer, STRFTIME(order_ts, '%Y-%m-%d') AS day, line_count AS "lines",
      ${whole('total_quantity')} AS "CDs", ${money('total_spend')} AS dollars
    FROM ${from} ORDER BY order_ts, customer_id, order_id LIMIT 5`,
);

export const quarters = viewOf(
  customerPeriods.quarter,
  [
    { title: 'quarter' },
    { title: 'customers', align: 'right' },
    { title: 'orders', align: 'right' },
    { title: 'CDs', align: 'right' },
    { title: 'dollars', align: 'right' },
    { title: 'a customer', align: 'right' },
  ],
  (
    from,
  ) => `SELECT CONCAT(YEAR(period_start), ' Q', QUARTER(period_start)) AS "quarter", COUNT(*) AS customers, SUM(total_orders) AS orders,
      ${whole('SUM(total_quantity)')} AS "CDs", ${money('SUM(total_spend)')} AS dollars, ${money('SUM(total_spend) / COUNT(*)')} AS "a customer"
    FROM ${from} GROUP BY period_start ORDER BY period_start`,
);

export const bestCustomers = viewOf(
  customerPeriods.year,
  [
    { title: 'customer' },
    { title: 'orders', align: 'right' },
    { title: 'CDs', align: 'right' },
    { title: 'dollars', align: 'right' },
    { title: 'last order' },
  ],
  (from) => `SELECT customer_id AS customer, SUM(total_orders) AS orders, ${whole('SUM(total_quantity)')} AS "CDs",
      ${money('SUM(total_spend)')} AS dollars, STRFTIME(MAX(last_transaction_ts), '%Y-%m-%d') AS "last order"
    FROM ${from} GROUP BY customer_id ORDER BY SUM(total_spend) DESC, customer_id LIMIT 10`,
);
