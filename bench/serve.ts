/**
 * The REST API over an organisation: seconds to the first answer, customers looked up and searched at a steady rate, as many lookups as it gives, and a new version
 * under load; each beside a bare HTTP server that answers the same bytes from memory under the same generator. Every customer is asked for as often as any other:
 * few answers are kept already. The load comes from this process, on the same machine.
 *
 *   node bench/serve.ts [--customers 50000] [--seconds 20] [--rate 200] [--keep FOLDER]
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { duckDbEngine, Lake } from '@audit/warehouse';
import { type Load, saturate, steady } from './http-load.ts';
import { printClaim } from './measure.ts';
import { fillServedGold } from './served-gold.ts';

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '50000' },
    seconds: { type: 'string', default: '20' },
    rate: { type: 'string', default: '200' },
    /** A folder whose lake is used again. */
    keep: { type: 'string' },
  },
});
const [customers, seconds, rate] = [Number(values.customers), Number(values.seconds), Number(values.rate)];
const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'audit-bench-serve-'));
mkdirSync(folder, { recursive: true });
if (values.keep === undefined) process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const isMade = existsSync(join(folder, 'data'));
const lake = Lake.open(join(folder, 'data'), { durable: false });
if (!isMade) {
  await using engine = duckDbEngine({ tempDirectory: folder, directories: [folder], threads: 2, memoryLimit: '4GB' });
  await fillServedGold(engine, lake, customers);
}
console.log(`${customers} customers, ${lake.head().tables['gold_customer_timeline']?.rows ?? 0} events in the timeline`);

const unlimited = { requests_per_second: 100_000, requests_at_once: 100_000 };
writeFileSync(join(folder, 'audit.config.json'), JSON.stringify({ privacy: { unmask_roles: ['bench'] }, serve: unlimited }));

/** A server as a process of its own: its first line, and what it takes. */
const started = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const child: ChildProcess = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(child.stdout!), 'line')) as [string];
  const proc = (name: string): string => readFileSync(`/proc/${child.pid}/${name}`, 'utf8');
  return {
    line,
    signal: (name: NodeJS.Signals) => void child.kill(name),
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
    mib: () => Number(/VmRSS:\s+(\d+)/.exec(proc('status'))?.[1] ?? '0') / 1024,
    /** CPU seconds so far, of all its threads. */
    cpu: () => {
      const fields = proc('stat').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
  };
};
type Server = Awaited<ReturnType<typeof started>>;

const begun = performance.now();
const program = fileURLToPath(new URL('../packages/cli/bin/audit.js', import.meta.url));
const server = await started([program, 'serve', '--port', '0', '--json'], { AUDIT_ROLE: 'bench', AUDIT_TEMP_DIR: join(folder, 'tmp') });
const { url } = JSON.parse(server.line) as { readonly url: string };
const port = Number(new URL(url).port);
console.log(`ready after ${((performance.now() - begun) / 1000).toFixed(1)} s, ${server.mib().toFixed(0)} MiB`);

/** A customer: accounts whose numbers end in one belong to the one before. */
const someNumber = (): number => {
  const number = Math.floor(Math.random() * customers);
  return number % 10 === 1 ? number - 1 : number;
};
const lookup = (): string => `/api/customer/M${String(someNumber()).padStart(12, '0')}`;
/** Beginnings of names as they are typed: the word they all begin with, and a number. */
const search = (): string => `/api/customers?q=${encodeURIComponent(`Company ${someNumber()}`)}`;

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const told = (what: string, { times, failed, ownCpu }: Load) => {
  const sorted = times.toSorted((left, right) => left - right);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(sorted, share)) as [number, number, number];
  console.log(
    `${what}: ${times.length} answers, p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)}, p99 ${p99.toFixed(1)} ms, ${failed} failed; ` +
      `generator ${(ownCpu * 100).toFixed(0)} % of a core; load ${loadavg()[0]?.toFixed(1)}`,
  );
  return { p50, p95, p99 };
};
/** As many answers as a server gives: a second, and CPU of it each. */
const most = async (what: string, of: Server, at: number, path: () => string) => {
  const before = of.cpu();
  const load = await saturate(at, path, { atOnce: 20, seconds: seconds / 2 });
  const { p99 } = told(what, load);
  const perSecond = load.times.length / (seconds / 2);
  const cpuMicros = ((of.cpu() - before) * 1e6) / load.times.length;
  console.log(`  ${perSecond.toFixed(0)}/s, ${cpuMicros.toFixed(0)} µs of CPU of the server each`);
  return { perSecond, cpuMicros, p99 };
};

// What is read for the first time is read here, and what is compiled is compiled.
for (const path of [lookup, search]) await saturate(port, path, { atOnce: 4, seconds: 3 });

const sample = await (await fetch(url + lookup())).text();
writeFileSync(join(folder, 'sample.json'), sample);
const floor = await started([fileURLToPath(new URL('serve-floor.ts', import.meta.url)), join(folder, 'sample.json')]);
const floorPort = Number(floor.line);
console.log(`a document is ${(Buffer.byteLength(sample) / 1024).toFixed(1)} KiB`);
await saturate(floorPort, () => '/', { atOnce: 4, seconds: 3 });

const floorSteady = told(`floor at ${rate}/s`, await steady(floorPort, () => '/', { rate, seconds: seconds / 2 }));
const lookups = told(`lookups at ${rate}/s`, await steady(port, lookup, { rate, seconds }));
const searches = told(`searches at ${rate}/s`, await steady(port, search, { rate, seconds }));
/** The same beside sockets that wait, long enough for them to be closed and opened again some times. */
const crowded = async (what: string, at: number, path: () => string) => {
  const sockets = await started([fileURLToPath(new URL('waiting-sockets.ts', import.meta.url)), String(at), '1000', '200']);
  const beside = told(`${what} at ${rate}/s beside 1,000 idle and 200 slow sockets`, await steady(at, path, { rate, seconds }));
  await sockets.stop();
  return beside;
};
const floorCrowded = await crowded('floor', floorPort, () => '/');
const lookupsCrowded = await crowded('lookups', port, lookup);
const floorMost = await most('floor, 20 at once', floor, floorPort, () => '/');
const lookupMost = await most('lookups, 20 at once', server, port, lookup);
const keptMost = await most(
  'the same of 100 customers, kept',
  server,
  port,
  () => `/api/customer/M${String(Math.floor(Math.random() * 10) * 10).padStart(12, '0')}`,
);
await floor.stop();

{
  await using lock = await lake.lock({ runId: 'next', command: 'bench' });
  const head = lake.head();
  lake.commit(lock, head, { ...head, job: 'bench', runId: 'next', runKey: 'next', accounts: [] });
}
const versionNow = async (): Promise<number> => ((await (await fetch(`${url}/readyz`)).json()) as { readonly version: number }).version;
const before = await versionNow();
server.signal('SIGHUP');
const during: Load[] = [];
const swapBegun = performance.now();
let mostMib = 0;
while ((await versionNow()) === before) {
  during.push(await steady(port, lookup, { rate, seconds: 2 }));
  mostMib = Math.max(mostMib, server.mib());
}
during.push(await steady(port, lookup, { rate, seconds: 2 }));
console.log(`served after ${((performance.now() - swapBegun) / 1000).toFixed(1)} s; the server took at most ${mostMib.toFixed(0)} MiB`);
const failed = during.reduce((sum, one) => sum + one.failed, 0);
const swap = told('lookups while a new version is made and swapped in', {
  times: during.flatMap(({ times }) => times),
  failed,
  bytes: 0,
  ownCpu: during[0]?.ownCpu ?? 0,
});
console.log(`version ${await versionNow()} is served, ${server.mib().toFixed(0)} MiB`);
await server.stop();

printClaim('CPU of a lookup, by that of the floor', lookupMost.cpuMicros / floorMost.cpuMicros, 4);
printClaim('the same where answers are kept', keptMost.cpuMicros / floorMost.cpuMicros, 4);
printClaim(`ms of a lookup, 99th of 100, at ${rate}/s (the floor: ${floorSteady.p99.toFixed(1)})`, lookups.p99, 20);
printClaim(
  `ms of a lookup, 99th of 100, beside 1,200 sockets that only wait (the floor: ${floorCrowded.p99.toFixed(1)})`,
  lookupsCrowded.p99,
  2 * lookups.p99,
);
printClaim(`ms of a search, 95th of 100, at ${rate}/s`, searches.p95, 50);
printClaim(
  `µs of a lookup when as many are asked for as it gives (the floor: ${(1e6 / floorMost.perSecond).toFixed(0)})`,
  1e6 / lookupMost.perSecond,
  200,
);
printClaim('ms of a lookup, 99th of 100, while a new version is made ready', swap.p99, 2 * lookups.p99);
printClaim('requests that failed while it was', failed, 0);
