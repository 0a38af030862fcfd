/**
 * The floor: what hand-written SQL costs through the Node DuckDB client, with no checks, lineage, checksums or fsync.
 * `node bench/floor-mart.ts SOURCE OUT [--lines]`; with `--lines` it keeps the typed lines as well, as our lake does.
 */
import { DuckDBInstance } from '@duckdb/node-api';

const [source, out, ...flags] = process.argv.slice(2);
if (source === undefined || out === undefined) throw new Error('usage: node bench/floor-mart.ts SOURCE OUT [--lines]');

const columns = `{order_id: 'VARCHAR', customer_id: 'VARCHAR', event_ts: 'TIMESTAMPTZ', product_id: 'VARCHAR', quantity: 'BIGINT', unit_price: 'DECIMAL(18,4)', unit_cost: 'DECIMAL(18,4)'}`;
const readers: Readonly<Record<string, string>> = {
  json: `read_json('${source}', format = 'array', columns = ${columns})`,
  ndjson: `read_json('${source}', format = 'newline_delimited', columns = ${columns})`,
  csv: `read_csv('${source}', columns = ${columns})`,
  parquet: `read_parquet('${source}')`,
};
const reader = readers[source.slice(source.lastIndexOf('.') + 1)];
if (reader === undefined) throw new Error(`no floor for ${source}`);

const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '4GB', preserve_insertion_order: 'false' });
const db = await instance.connect();
await db.run(`SET TimeZone = 'UTC'`);
const copy = async (sql: string, name: string): Promise<void> => {
  await db.run(`COPY (${sql}) TO '${out}-${name}.parquet' (FORMAT parquet, COMPRESSION snappy)`);
};

const lines = `SELECT order_id, customer_id, event_ts, product_id, quantity, CAST(unit_price AS DECIMAL(18,4)) AS unit_price, CAST(unit_cost AS DECIMAL(18,4)) AS unit_cost FROM ${reader}`;
let from = `(${lines})`;
if (flags.includes('--lines')) {
  await copy(lines, 'lines');
  from = `read_parquet('${out}-lines.parquet')`;
}
await db.run(`
  CREATE TEMP TABLE orders AS
  SELECT order_id, first(customer_id) AS customer_id, min(event_ts) AS order_ts, max(event_ts) AS last_item_ts,
    CAST(sum(unit_price * quantity) AS DECIMAL(18,2)) AS total_spend,
    CAST(sum((unit_price - unit_cost) * quantity) AS DECIMAL(18,2)) AS total_margin,
    CAST(sum(quantity) AS BIGINT) AS total_quantity, count(DISTINCT nullif(product_id, '')) AS distinct_products
  FROM ${from} GROUP BY order_id`);
await copy('SELECT * FROM orders ORDER BY customer_id, order_ts', 'orders');
for (const unit of ['quarter', 'year']) {
  const periods = `
    SELECT customer_id, date_trunc('${unit}', order_ts AT TIME ZONE 'UTC') AS period_start, count(*) AS total_orders,
      CAST(sum(total_spend) AS DECIMAL(18,2)) AS total_spend, CAST(sum(total_margin) AS DECIMAL(18,2)) AS total_margin,
      CAST(sum(total_quantity) AS BIGINT) AS total_quantity, max(order_ts) AS last_transaction_ts
    FROM orders GROUP BY 1, 2 ORDER BY 1, 2`;
  await copy(periods, unit);
}
const [totals] = await (await db.run('SELECT count(*), sum(total_spend), sum(total_margin) FROM orders')).getRowsJson();
console.log(JSON.stringify(totals));
db.closeSync();
instance.closeSync();
