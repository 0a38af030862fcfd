/**
 * Claim: in a warm process, at 1 M customers, what was in force of one customer at a time is read in at most 50 ms, of all customers in
 * at most 2 s; as known now and as known at an earlier time.
 *
 * `node bench/profile-point-in-time.ts [--customers 1000000] [--batches 3] [--rounds 20] [--generator PATH]`, see profile-data.ts
 */
import type { Micros } from '@audit/contract';
import { type PointInTime, ProfileReader } from '@audit/scd2-profile';
import { duckDbEngine, Lake } from '@audit/warehouse';
import { printClaim, printTable } from './measure.ts';
import { openProfileBench } from './profile-data.ts';

const bench = openProfileBench({ customers: 1_000_000, batches: 3, rounds: 20 });
const data = bench.data();
const root = bench.scratch('lake');
for (let batch = 0; batch <= bench.batches; batch++) bench.load(root, data, batch);

const micros = (text: string): Micros => (BigInt(Date.parse(text)) * 1000n) as Micros;
const at = micros('2025-12-03T12:00:00Z');
const knownAt = micros('2025-12-04T12:00:00Z');

await using engine = duckDbEngine({ tempDirectory: bench.scratch('temp'), directories: [root] });
await using reader = await ProfileReader.open(engine, Lake.open(root));

/** Median milliseconds, of a question asked again and again for other customers; the first opens and verifies the files. */
const milliseconds = async (rounds: number, ask: (round: number) => Promise<void>): Promise<{ first: number; warm: number }> => {
  const taken: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const started = performance.now();
    await ask(round);
    taken.push(performance.now() - started);
  }
  const [first = Number.NaN, ...warm] = taken;
  return { first, warm: warm.toSorted((a, b) => a - b)[Math.floor(warm.length / 2)] ?? Number.NaN };
};

const one = async (point: Omit<PointInTime, 'customerId'>, round: number): Promise<void> => {
  const customerId = String(1 + ((round * 7_919_317) % bench.customers));
  const { numRows } = await reader.read(await reader.asOf({ ...point, customerId }));
  if (numRows !== 1) throw new Error(`${numRows} versions of one customer at one time`);
};
const all = async (point: PointInTime): Promise<void> => {
  const { sql } = await reader.asOf(point);
  const rows = await reader.session.materialise('in_force_of_all', sql);
  if (rows !== bench.customers) throw new Error(`${rows} versions of ${bench.customers} customers at one time`);
};

const results = {
  'one customer': { limit: 50, ...(await milliseconds(bench.rounds, (round) => one({ at }, round))) },
  'one customer, as known earlier': { limit: 50, ...(await milliseconds(bench.rounds, (round) => one({ at, knownAt }, round))) },
  'all customers': { limit: 2000, ...(await milliseconds(3, () => all({ at }))) },
  'all customers, as known earlier': { limit: 2000, ...(await milliseconds(3, () => all({ at, knownAt }))) },
};
printTable(
  ['question', 'first, ms', 'warm, ms'],
  Object.entries(results).map(([name, { first, warm }]) => [name, first, warm]),
);
for (const [name, { warm, limit }] of Object.entries(results)) printClaim(`${name}, milliseconds`, warm, limit);
