/** A server of an organisation with one very long timeline, for what is measured in a browser. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { customerTimeline, qualifiedName } from '@audit/contract';
import { duckDbEngine, type DuckDbEngine, keepTable, Lake, type LakeLock } from '@audit/warehouse';
import { fillServedGold } from './served-gold.ts';

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

/** Fills a new lake with so many customers; the first of them has so many events more than it would have. */
const fillLake = async (folder: string, customers: number, events: number): Promise<void> => {
  const lake = Lake.open(join(folder, 'data'), { durable: false });
  await using engine = duckDbEngine({ tempDirectory: folder, directories: [folder], threads: 2, memoryLimit: '4GB' });
  await fillServedGold(engine, lake, customers);
  await using lock = await lake.lock({ runId: 'longer', command: 'bench' });
  await lengthenTimeline(engine, lake, lock, events);
  console.log(`${customers} customers, one of them with ${events} events and its own`);
};

/** Makes the lake and serves it, with names shown, until `stop`; the folder is gone when this process ends. */
export const serveLake = async (
  customers: number,
  events: number,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-bench-dashboard-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await fillLake(folder, customers, events);
  writeFileSync(join(folder, 'audit.config.json'), JSON.stringify({ privacy: { unmask_roles: ['bench'] }, serve: unlimited }));
  const server = spawn(process.execPath, [program, 'serve', '--port', '0', '--json'], {
    cwd: folder,
    env: { ...process.env, AUDIT_ROLE: 'bench', AUDIT_TEMP_DIR: join(folder, 'tmp') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
  const { url } = JSON.parse(line) as { readonly url: string };
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM');
    await once(server, 'exit');
  };
  return { url, stop };
};
