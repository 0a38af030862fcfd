/** The stages of the customer merge in a lake, as one process: `node bench/merge-customer-records.ts RECORDS.parquet OUT`. */
import { linkSync } from 'node:fs';
import { join } from 'node:path';
import { customerConflicts, customerRecords, customers, qualifiedName } from '@audit/contract';
import { customersJob } from '@audit/datamart';
import { appendSource, duckDbEngine, Lake, runJob, tableScan } from '@audit/warehouse';

const [source, out] = process.argv.slice(2);
if (source === undefined || out === undefined) throw new Error('usage: node bench/merge-customer-records.ts RECORDS.parquet OUT');

// Of 2 GB: the limit is DuckDB's own, beside it stand Node and what the engine does not count.
await using engine = duckDbEngine({ tempDirectory: out, directories: [out], threads: 2, memoryLimit: '1GB' });
const lake = Lake.open(join(out, 'lake'), { durable: false });
await using lock = await lake.lock({ runId: 'bench', command: 'bench' });
const clock = '2026-01-01T00:00:00.000000Z';
const folder = lake.stage(lock, 'bench', clock);
await using session = await engine.session();
const staged = folder.file('records.parquet');
linkSync(source, staged);
await session.bindFiles('staged', customerRecords, [staged]);
const [count] = await session.evidence('SELECT COUNT(*) AS n FROM staged', 1);
const file = folder.adopt(customerRecords, staged, Number(count?.['n']));
const state = await appendSource(session, { lake, folder, version: 1 }, customerRecords, undefined, { added: [file] });
if (state === undefined) throw new Error('no records');
const sources = { [qualifiedName(customerRecords)]: state };
const onStep = ({ step, why, seconds }: { step: string; why: string; seconds: number }): void =>
  console.error(`${step}: ${seconds.toFixed(2)} s, ${why}`);
const { tables } = await runJob(engine, lake, lock, customersJob(), { runId: 'bench', clock, sources, runKey: 'bench', onStep });
await session.bindSql('c', tableScan(lake, customers, tables[qualifiedName(customers)]));
await session.bindSql('k', tableScan(lake, customerConflicts, tables[qualifiedName(customerConflicts)]));
const totals = `SELECT (SELECT COUNT(*) FROM c) AS customers, (SELECT SUM(acquisition_ts_seen + is_visible_seen + LENGTH(metadata) + LENGTH(metadata_seen) + LEN(source_systems)) FROM c) AS sum,
  (SELECT COUNT(*) FROM k) AS conflicts, (SELECT SUM(kept_seen + LEN(discarded)) FROM k) AS conflicts_sum`;
console.log(JSON.stringify(await session.evidence(totals, 1)));
