/**
 * Writes transactions for benchmarks: `node bench/generate-transactions.ts LINES PREFIX [--formats json,ndjson,csv,parquet]
 * [--seed N] [--batch N --added LINES]` → `PREFIX.json` …, and the truth as one JSON line.
 */
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { type Batch, counted, nothingYet, transactions, type Truth } from './transactions.ts';
import { type TextFormat, writeTransactions } from './write-transactions.ts';

export type Format = TextFormat | 'parquet';

/** As pyarrow would write it: doubles for money, an instant with zone, zstd. */
const writeParquet = async (csvPath: string, path: string): Promise<void> => {
  const connection = await (await DuckDBInstance.create(':memory:', { preserve_insertion_order: 'true' })).connect();
  const columns = `{order_id: 'VARCHAR', customer_id: 'VARCHAR', event_ts: 'TIMESTAMPTZ', product_id: 'VARCHAR', quantity: 'BIGINT', unit_price: 'DOUBLE', unit_cost: 'DOUBLE'}`;
  await connection.run(
    `COPY (FROM read_csv('${csvPath}', header = true, columns = ${columns})) TO '${path}' (FORMAT parquet, COMPRESSION zstd)`,
  );
  connection.closeSync();
};

/** Writes one file a format and returns what is in them. Parquet is made from the CSV, which it therefore writes too. */
export const generate = async (batch: Batch, prefix: string, formats: readonly Format[]): Promise<Truth> => {
  const truth = nothingYet();
  const texts = new Set(formats.map((format) => (format === 'parquet' ? 'csv' : format)));
  for (const [i, format] of [...texts].entries()) {
    const lines = transactions(batch);
    writeTransactions(`${prefix}.${format}`, i === 0 ? counted(lines, truth) : lines, format);
  }
  if (formats.includes('parquet')) await writeParquet(`${prefix}.csv`, `${prefix}.parquet`);
  return truth;
};

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      formats: { type: 'string', default: 'json,ndjson,csv,parquet' },
      seed: { type: 'string', default: '20240101' },
      batch: { type: 'string', default: '0' },
      added: { type: 'string', default: '0' },
    },
  });
  const [lines, prefix] = positionals;
  if (lines === undefined || prefix === undefined) {
    console.error('usage: node bench/generate-transactions.ts LINES PREFIX [--formats …] [--seed N] [--batch N --added LINES]');
    process.exitCode = 2;
  } else {
    const batch = { lines: Number(lines), seed: Number(values.seed), number: Number(values.batch), added: Number(values.added) };
    console.log(JSON.stringify(await generate(batch, prefix, values.formats.split(',') as Format[])));
  }
}
