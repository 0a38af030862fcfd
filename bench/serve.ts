/**
 * The REST API over an organisation: seconds to the first answer, customers looked up and searched at a steady rate, as many lookups as it gives, and a new version
 * under load. Every customer is asked for as often as any other: few answers are kept already. The load comes from this process, on the same machine.
 *
 *   node bench/serve.ts [--customers 50000] [--seconds 20] [--rate 200]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { aggregateGold, readDefinitions, shippedDefinitions, silverOf } from '@audit/metrics';
import { duckDbEngine, Lake } from '@audit/warehouse';
import { fillSilver } from './gold-data.ts';
import { printClaim } from './measure.ts';

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '50000' },
    seconds: { type: 'string', default: '20' },
    rate: { type: 'string', default: '200' },
  },
});
const [customers, seconds, rate] = [Number(values.customers), Number(values.seconds), Number(values.rate)];
const folder = mkdtempSync(join(tmpdir(), 'audit-bench-serve-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const lake = Lake.open(join(folder, 'data'), { durable: false });
{
  await using engine = duckDbEngine({ tempDirectory: folder, directories: [folder], threads: 2, memoryLimit: '4GB' });
  const rows = await fillSilver(engine, lake, customers, '2025-12-31');
  const definitions = readDefinitions(readFileSync(shippedDefinitions, 'utf8'), shippedDefinitions, silverOf(lake.head()));
  await using lock = await lake.lock({ runId: 'gold', command: 'bench' });
  await aggregateGold(engine, lake, lock, definitions, {
    asOf: '2025-12-31',
    zone: 'UTC',
    runId: 'gold',
    clock: '2025-12-31T02:00:00.000000Z',
  });
  console.log(
    `${customers} customers, ${rows} rows of silver, ${lake.head().tables['gold_customer_timeline']?.rows ?? 0} events in the timeline`,
  );
}

const unlimited = { requests_per_second: 100_000, requests_at_once: 100_000 };
writeFileSync(join(folder, 'audit.config.json'), JSON.stringify({ privacy: { unmask_roles: ['bench'] }, serve: unlimited }));
const program = fileURLToPath(new URL('../packages/cli/bin/audit.js', import.meta.url));
const begun = performance.now();
const server = spawn(process.execPath, [program, 'serve', '--port', '0', '--json'], {
  cwd: folder,
  env: { ...process.env, AUDIT_ROLE: 'bench', AUDIT_TEMP_DIR: join(folder, 'tmp') },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
const { url } = JSON.parse(line) as { readonly url: string };
const ready = (performance.now() - begun) / 1000;
const memory = (): string => /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1] ?? '0';
console.log(`ready after ${ready.toFixed(1)} s, ${(Number(memory()) / 1024).toFixed(0)} MiB`);

/** CPU seconds of the server so far, of all its threads. */
const cpu = (): number => {
  const fields = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
};

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
/** Milliseconds an answer took; a failure throws. */
const asked = async (path: string): Promise<number> => {
  const started = performance.now();
  await new Promise<void>((resolve, reject) => {
    get(url + path, { agent }, (response) => {
      response.resume().once('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`${path}: ${response.statusCode}`))));
    }).once('error', reject);
  });
  return performance.now() - started;
};
const some = async (path: string, field: string): Promise<readonly string[]> => {
  const response = await fetch(url + path);
  return ((await response.json()) as { readonly items: readonly Readonly<Record<string, string>>[] }).items.map(
    (item) => item[field] ?? '',
  );
};
const ids: string[] = [];
for (let cursor: string | null = ''; cursor !== null;) {
  const response: Response = await fetch(`${url}/api/customers?limit=100&sort=id${cursor === '' ? '' : `&cursor=${cursor}`}`);
  const page = (await response.json()) as { readonly items: readonly { readonly id: string }[]; readonly next_cursor: string | null };
  ids.push(...page.items.map(({ id }) => id));
  cursor = page.next_cursor;
}
const names = await some('/api/customers?limit=100&sort=id', 'name');
const pick = (list: readonly string[]): string => list[Math.floor(Math.random() * list.length)] ?? '';
const lookup = (): string => `/api/customer/${pick(ids)}`;
/** Beginnings of names as they are typed: four to nine letters, and the number. */
const search = (): string =>
  `/api/customers?q=${encodeURIComponent(`${pick(names).split(' ')[0]} ${1 + Math.floor(Math.random() * customers)}`)}`;

// Files are read for the first time here, and what is compiled is compiled.
for (let n = 0; n < 2000; n++) await asked(n % 2 === 0 ? lookup() : search());

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const summary = (times: readonly number[]) => {
  const sorted = times.toSorted((left, right) => left - right);
  return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), p99: quantile(sorted, 0.99) };
};
const told = (what: string, times: readonly number[], failed: number): ReturnType<typeof summary> => {
  const { p50, p95, p99 } = summary(times);
  console.log(
    `${what}: ${times.length} answers, p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)}, p99 ${p99.toFixed(1)} ms, ${failed} failed; load ${loadavg()[0]?.toFixed(1)}`,
  );
  return { p50, p95, p99 };
};
/** Asks at a rate whatever the answers take, as many people do. */
const steady = async (path: () => string, forSeconds: number): Promise<{ readonly times: readonly number[]; readonly failed: number }> => {
  const [times, waiting] = [[] as number[], [] as Promise<void>[]];
  let failed = 0;
  const started = performance.now();
  for (let n = 0; n < rate * forSeconds; n++) {
    const due = started + (n * 1000) / rate;
    const early = due - performance.now();
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
    // From when it was due: a generator that is late must not hide that the server was.
    waiting.push(
      asked(path()).then(
        () => void times.push(performance.now() - due),
        () => void failed++,
      ),
    );
  }
  await Promise.all(waiting);
  return { times, failed };
};

const looked = await steady(lookup, seconds);
const lookups = told(`lookups at ${rate}/s`, looked.times, looked.failed);
const sought = await steady(search, seconds);
const searches = told(`searches at ${rate}/s`, sought.times, sought.failed);

const many: number[] = [];
const cpuBefore = cpu();
const until = performance.now() + seconds * 500;
await Promise.all(
  Array.from({ length: 20 }, async () => {
    while (performance.now() < until) many.push(await asked(lookup()));
  }),
);
told('lookups, 20 at once', many, 0);
const perSecond = many.length / (seconds / 2);
console.log(`  ${perSecond.toFixed(0)}/s, ${(((cpu() - cpuBefore) * 1e6) / many.length).toFixed(0)} µs of CPU of the server each`);

{
  await using lock = await lake.lock({ runId: 'next', command: 'bench' });
  const head = lake.head();
  const draft = { ...head, job: 'bench', runId: 'next', runKey: 'next', accounts: [] };
  lake.commit(lock, head, draft);
}
server.kill('SIGHUP');
const versionNow = async (): Promise<number> => ((await (await fetch(`${url}/readyz`)).json()) as { readonly version: number }).version;
const before = await versionNow();
const [during, failures]: [number[], number[]] = [[], []];
const swapBegun = performance.now();
while ((await versionNow()) === before) {
  const { times, failed } = await steady(lookup, 2);
  during.push(...times);
  failures.push(failed);
}
const version = await versionNow();
console.log(`served after ${((performance.now() - swapBegun) / 1000).toFixed(1)} s`);
const swap = told(
  'lookups while a new version is made and swapped in',
  during,
  failures.reduce((sum, failed) => sum + failed, 0),
);
console.log(`version ${version} is served, ${(Number(memory()) / 1024).toFixed(0)} MiB`);
server.kill('SIGTERM');
await once(server, 'exit');
agent.destroy();

printClaim(`ms of a lookup, 99th of 100, at ${rate}/s`, lookups.p99, 20);
printClaim(`ms of a search, 95th of 100, at ${rate}/s`, searches.p95, 50);
printClaim('µs of a lookup when as many are asked for as it gives', 1e6 / perSecond, 200);
printClaim('ms of a lookup, 99th of 100, while a new version is made ready', swap.p99, Math.max(2 * lookups.p99, 20));
