/**
 * Claim: 10 M customer records are merged, with lineage and conflicts, under 2 GB resident and in at most 1.5 x the time of the same
 * work as hand-written SQL.
 *
 * `node bench/customers-merge.ts [--records 1000000] [--rounds 3]`; the claim is for `--records 10000000`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { type Measure, measure, medianOf, paired, printClaim, printTable, ratio } from './measure.ts';

const { values } = parseArgs({
  options: { records: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '3' } },
});
const records = Number(values.records);
const rounds = Number(values.rounds);
const folder = mkdtempSync(join(tmpdir(), 'audit-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const source = join(folder, 'customer_records.parquet');

/** Two to three records a customer, of five systems, in scattered order; every third record has a third fact. */
const generate = async (): Promise<void> => {
  const db = await (await DuckDBInstance.create(':memory:', { temp_directory: folder })).connect();
  await db.run(`COPY (
    SELECT CAST(i + 1 AS BIGINT) AS seen, '0123456789abcdef' AS source_id, CAST(i + 1 AS BIGINT) AS record,
      printf('CUST-%09d', CAST(hash(i) % ${Math.ceil(records * 0.4)} AS BIGINT)) AS customer_id,
      TIMESTAMP '2015-01-01' + to_seconds(CAST(hash(i, 1) % 300000000 AS BIGINT)) AS acquisition_ts,
      ['web', 'crm', 'erp', 'shop', 'pos'][1 + CAST(hash(i, 2) % 5 AS INTEGER)] AS source_system,
      hash(i, 3) % 3 = 0 AS is_visible,
      '{"tier":"' || ['gold', 'silver', 'none'][1 + CAST(hash(i, 4) % 3 AS INTEGER)] || '","score":' || hash(i, 5) % 100
        || CASE WHEN i % 3 = 0 THEN ',"email":"c' || hash(i, 6) % 1000000 || '@example.com"' ELSE '' END || '}' AS metadata
    FROM range(${records}) AS r(i)
  ) TO '${source}' (FORMAT parquet, COMPRESSION snappy)`);
  db.closeSync();
};

const run = (script: string): Measure => {
  const out = mkdtempSync(join(folder, 'out-'));
  const measured = measure([process.execPath, join(dirname(fileURLToPath(import.meta.url)), script), source, out]);
  rmSync(out, { recursive: true });
  return measured;
};

await generate();
const runs = paired(rounds, { floor: () => run('floor-customers.ts'), 'audit stages': () => run('merge-customer-records.ts') });
const ours = runs['audit stages'] ?? [];
const floor = runs['floor'] ?? [];
console.log(`\n## ${records} records, medians of ${rounds}\n`);
printTable(
  ['what', 'seconds', 'CPU s', 'peak MiB', 'audit / this', 'CPU audit / this'],
  Object.entries(runs).map(([name, measured]) => {
    const { seconds, cpuSeconds, peakMib } = medianOf(measured);
    return [name, seconds, cpuSeconds, peakMib, ratio(ours, measured), ratio(ours, measured, 'cpuSeconds')];
  }),
);
const [answer, truth] = [ours[0]?.stdout, floor[0]?.stdout];
printClaim('totals that differ from those of the hand-written SQL', answer === truth ? 0 : 1, 0);
if (answer !== truth) console.log(answer, truth);
printClaim('peak MiB', medianOf(ours).peakMib, 2_000_000_000 / 2 ** 20);
printClaim('time of audit / hand-written SQL', ratio(ours, floor), 1.5);
