/**
 * The whole of gold for an organisation, published: values, scores, rules, history, timeline, one row to serve. Three years of history straight in silver, or six, or nine;
 * then the next day, which has a day before it.
 *
 *   node bench/gold.ts [--customers 10000] [--years 3]
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { aggregateGold, type Aggregation, readDefinitions, shippedDefinitions, silverOf } from '@audit/metrics';
import { duckDbEngine, Lake } from '@audit/warehouse';
import { fillSilver } from './gold-data.ts';
import { printClaim } from './measure.ts';

const { values } = parseArgs({ options: { customers: { type: 'string', default: '10000' }, years: { type: 'string', default: '3' } } });
const customers = Number(values.customers);
const folder = mkdtempSync(join(tmpdir(), 'audit-bench-gold-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const lake = Lake.open(join(folder, 'lake'), { durable: false });
const engine = duckDbEngine({ tempDirectory: folder, directories: [folder], threads: 2, memoryLimit: '3GB' });
const rows = await fillSilver(engine, lake, customers, '2025-12-31', Math.max(1, Math.round(Number(values.years) / 3)));
console.log(`${customers} customers, ${rows} rows of silver`);
const definitions = readDefinitions(readFileSync(shippedDefinitions, 'utf8'), shippedDefinitions, silverOf(lake.head()));

const night = async (asOf: string): Promise<number> => {
  await using lock = await lake.lock({ runId: asOf, command: 'bench' });
  const cpu = process.cpuUsage();
  const started = performance.now();
  const clock = `${asOf}T02:00:00.000000Z`;
  const made: Aggregation = await aggregateGold(engine, lake, lock, definitions, {
    asOf,
    zone: 'Europe/Berlin',
    runId: asOf,
    clock,
  });
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const parts = made.parts.map(({ part, seconds: took }) => `${part} ${took.toFixed(1)}`).join(', ');
  console.log(`${asOf}: ${seconds.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} CPU-s (${parts})`);
  return seconds;
};
const first = await night('2025-12-31');
await night('2026-01-01');
const timeline = lake.head().tables['gold_customer_timeline']?.rows ?? 0;
await engine[Symbol.asyncDispose]();
console.log(`${timeline} events in the timeline; peak memory of the process ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`);
printClaim(`seconds for gold of ${customers} customers`, first, Math.max(6, (60 * customers) / 100_000));
