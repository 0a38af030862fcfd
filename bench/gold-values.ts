/**
 * Values of all shipped metrics for an organisation, from the silver of a lake: three years of history.
 *
 *   node bench/gold-values.ts [--customers 10000] [--rounds 3] [--each]
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { duckDbEngine, Lake } from '@audit/warehouse';
import { bindGoldInputs, computeValues, readDefinitions, shippedDefinitions, silverOf } from '@audit/metrics';
import { fillSilver } from './gold-data.ts';
import { median, printClaim } from './measure.ts';

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '3' },
    each: { type: 'boolean', default: false },
  },
});
const customers = Number(values.customers);
const run = { asOf: '2025-12-31', zone: 'Europe/Berlin' };
const folder = mkdtempSync(join(tmpdir(), 'audit-bench-gold-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

const lake = Lake.open(join(folder, 'lake'), { durable: false });
const engine = duckDbEngine({ tempDirectory: folder, directories: [folder], threads: 2, memoryLimit: '3GB' });
const filling = performance.now();
const rows = await fillSilver(engine, lake, customers, run.asOf);
console.log(`${customers} customers, ${rows} rows of silver (made in ${((performance.now() - filling) / 1000).toFixed(1)} s)`);

const text = readFileSync(shippedDefinitions, 'utf8');
const definitions = readDefinitions(text, shippedDefinitions, silverOf(lake.head()));
const times: number[] = [];
const cpuTimes: number[] = [];
for (let round = 0; round < Number(values.rounds); round++) {
  await using session = await engine.session();
  // Opened anew: the checksums of its files are part of what a run costs.
  const opened = Lake.open(join(folder, 'lake'), { durable: false });
  const [started, used] = [performance.now(), process.cpuUsage()];
  const sources = await bindGoldInputs(session, opened, opened.head(), run);
  const bound = performance.now();
  await computeValues(definitions, { session, run, sources });
  const done = performance.now();
  const { user, system } = process.cpuUsage(used);
  times.push((done - started) / 1000);
  cpuTimes.push((user + system) / 1_000_000);
  const [binding, computing, cpu] = [bound - started, done - bound, (user + system) / 1000].map((ms) => (ms / 1000).toFixed(2));
  console.log(`round ${round + 1}: bound in ${binding} s, values in ${computing} s, ${cpu} CPU-s`);
  if (!values.each || round > 0) continue;
  for (const metric of definitions.metrics) {
    const alone = { ...definitions, metrics: [metric], metricFacts: definitions.metricFacts.filter(({ name }) => name === metric.name) };
    if (metric.kind === 'part' || metric.kind === 'derived' || metric.kind === 'clv') continue;
    const begun = performance.now();
    await computeValues(alone, { session, run, sources });
    console.log(`  ${metric.name}: ${((performance.now() - begun) / 1000).toFixed(2)} s`);
  }
}
await engine[Symbol.asyncDispose]();
console.log(`peak memory of the process ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB`);
printClaim(`CPU seconds for the values of ${customers} customers`, median(cpuTimes), Math.max(4, (40 * customers) / 100_000));
printClaim(`seconds for the values of ${customers} customers`, median(times), Math.max(2, (20 * customers) / 100_000));
