/** A server of an organisation of any size, for what is measured over HTTP or in a browser. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { customerTimeline, qualifiedName } from '@audit/contract';
import { aggregateGold, readDefinitions, shippedDefinitions, silverOf } from '@audit/metrics';
import { duckDbEngine, type DuckDbEngine, keepTable, Lake, type LakeLock } from '@audit/warehouse';
import { fillSilver } from './gold-data.ts';

const program = fileURLToPath(new URL('../packages/cli/bin/audit.js', import.meta.url));
const unlimited = { requests_per_second: 100_000, requests_at_once: 100_000 };

/** Has the customer with most events have so many: each again and again, an hour earlier each time. */
const lengthenTimeline = async (engine: DuckDbEngine, lake: Lake, lock: LakeLock, most: number): Promise<void> => {
  const head = lake.head();
  const name = qualifiedName(customerTimeline);
  const state = head.tables[name];
  if (state === undefined) throw new Error('gold has no timeline');
  await using session = await engine.session();
  const files = state.base.map(({ path }) => `'${join(lake.root, path)}'`).join(', ');
  const own = `(SELECT * FROM read_parquet([${files}]) QUALIFY DENSE_RANK() OVER (ORDER BY master_id) = 1)`;
  const again = `SELECT t.* REPLACE (LEFT(SHA256(CONCAT(t.event_id, c.range)), 32) AS event_id, t.happened_at - TO_HOURS(c.range) AS happened_at)
    FROM ${own} t, range(1, 1000) c LIMIT ${most}`;
  const place = { lake, folder: lake.stage(lock, 'longer', head.clock), version: head.version + 1 };
  const longer = await keepTable(session, place, customerTimeline, state, { added: again });
  if (longer === undefined) throw new Error('nothing was added to the timeline');
  lake.commit(lock, head, {
    ...head,
    job: 'bench',
    runId: 'longer',
    runKey: 'longer',
    accounts: [],
    tables: { ...head.tables, [name]: longer },
  });
};

/** Fills a new lake with so many customers as of a day, up to gold; one of them has so many events more than it would have. */
const fillLake = async (folder: string, customers: number, day: string, events: number): Promise<Lake> => {
  const lake = Lake.open(join(folder, 'data'), { durable: false });
  await using engine = duckDbEngine({ tempDirectory: folder, directories: [folder], threads: 2, memoryLimit: '4GB' });
  const rows = await fillSilver(engine, lake, customers, day);
  const definitions = readDefinitions(readFileSync(shippedDefinitions, 'utf8'), shippedDefinitions, silverOf(lake.head()));
  await using lock = await lake.lock({ runId: 'gold', command: 'bench' });
  await aggregateGold(engine, lake, lock, definitions, { asOf: day, zone: 'UTC', runId: 'gold', clock: `${day}T02:00:00.000000Z` });
  if (events > 0) await lengthenTimeline(engine, lake, lock, events);
  const inAll = lake.head().tables['gold_customer_timeline']?.rows ?? 0;
  console.log(`${customers} customers, ${rows} rows of silver, ${inAll} events in the timeline`);
  return lake;
};

/** Makes the lake and serves it, with names shown, until `stop`; the folder is gone when this process ends. */
export const serveLake = async ({ customers, day, events = 0 }: { customers: number; day: string; events?: number }) => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-bench-serve-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const lake = await fillLake(folder, customers, day, events);
  writeFileSync(join(folder, 'audit.config.json'), JSON.stringify({ privacy: { unmask_roles: ['bench'] }, serve: unlimited }));
  const begun = performance.now();
  const server = spawn(process.execPath, [program, 'serve', '--port', '0', '--json'], {
    cwd: folder,
    env: { ...process.env, AUDIT_ROLE: 'bench', AUDIT_TEMP_DIR: join(folder, 'tmp') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
  const { url } = JSON.parse(line) as { readonly url: string };
  const readyMs = performance.now() - begun;
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM');
    await once(server, 'exit');
  };
  return { lake, server, url, readyMs, stop };
};
