/** Rows per second between DuckDB and Arrow: 5 columns (2 text, timestamp, decimal, bigint). Target out: 1 M rows/s. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decimal, defineTable, int64, text, timestamp } from '@audit/contract';
import { duckDbEngine } from '@audit/warehouse';

const ROWS = 1_000_000;
const REPEATS = 5;

const table = defineTable({
  name: 'bridge',
  layer: 'silver',
  grain: ['id'],
  description: 'What the bridge is measured with',
  columns: {
    id: text({ description: '20 characters' }),
    customer: text({ description: '9 characters', nullable: true }),
    at: timestamp({ description: 'Time' }),
    amount: decimal(18, 2)({ description: 'Amount', nullable: true }),
    units: int64({ description: 'Units' }),
  },
});

const rate = async (name: string, work: () => Promise<unknown>): Promise<void> => {
  const seconds: number[] = [];
  for (let i = 0; i < REPEATS; i++) {
    const start = performance.now();
    await work();
    seconds.push((performance.now() - start) / 1000);
  }
  const median = seconds.toSorted((a, b) => a - b)[Math.floor(REPEATS / 2)] ?? Number.NaN;
  process.stdout.write(`${name.padEnd(44)} ${(ROWS / median / 1e6).toFixed(2)} M rows/s\n`);
};

const directory = mkdtempSync(join(tmpdir(), 'audit-bench-'));
try {
  await using engine = duckDbEngine({ tempDirectory: join(directory, 'temp'), directories: [directory] });
  await using session = await engine.session();
  await session.materialise(
    'source',
    `SELECT printf('ORD-%016d', i) AS id, CASE WHEN i % 17 > 0 THEN printf('C%08d', i * 7919 % 100000) END AS customer,
       TIMESTAMP '2020-01-01' + INTERVAL (i) SECOND + INTERVAL (i % 1000) MICROSECOND AS at,
       CASE WHEN i % 13 > 0 THEN CAST(i * 1.37 - 500000 AS DECIMAL(18, 2)) END AS amount, CAST(i AS BIGINT) AS units
     FROM range(${ROWS}) AS r(i)`,
  );
  const path = join(directory, 'source.parquet');
  await session.write('SELECT * FROM source', path);
  await session.bindFiles('parquet', table, [path]);
  const rows = await session.query('SELECT * FROM source', table);
  await rate('DuckDB to Arrow', async () => session.query('SELECT * FROM source', table));
  await rate('DuckDB to Arrow, text scattered by a sort', async () => session.query('SELECT * FROM source ORDER BY md5(id)', table));
  await rate('Parquet to Arrow', async () => session.query('SELECT * FROM parquet', table));
  await rate('Arrow to DuckDB', async () => session.bindArrow('copy', table, rows));
} finally {
  rmSync(directory, { recursive: true, force: true });
}
