/** The input gate: MB/s of text landed in DuckDB with positions and faults, beside DuckDB's own reader into the same text columns. */
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { duckDbEngine, type Field, fileSource, landFile } from '@audit/warehouse';
import { fresh, openWorkbench } from './workbench.ts';

const formats = ['json', 'ndjson', 'csv', 'parquet'] as const;
const names = ['order_id', 'customer_id', 'event_ts', 'product_id', 'quantity', 'unit_price', 'unit_cost'];
const fields: readonly Field[] = names.map((name) => ({ name, kind: name === 'event_ts' ? 'instant' : 'text' }));
const asText = `columns = {${names.map((name) => `${name}: ${name === 'event_ts' ? `'TIMESTAMPTZ'` : `'VARCHAR'`}`).join(', ')}}`;

const bench = await openWorkbench({ lines: 1_000_000, rounds: 5, formats });
const reader = (path: string, format: (typeof formats)[number]): string => {
  if (format === 'parquet') return `read_parquet('${path}')`;
  if (format === 'csv') return `read_csv('${path}', ${asText})`;
  return `read_json('${path}', format = '${format === 'json' ? 'array' : 'newline_delimited'}', ${asText})`;
};
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

console.log('format       ours MB/s   ours CPU s   floor MB/s   floor CPU s   ratio of times');
for (const format of formats) {
  const path = `${bench.prefix}.${format}`;
  await using engine = duckDbEngine({ tempDirectory: fresh(bench, 'temp'), directories: [dirname(path)] });
  await using session = await engine.session();
  const ours: number[][] = [];
  const floor: number[][] = [];
  const timed = async (into: number[][], work: () => Promise<unknown>): Promise<void> => {
    const start = performance.now();
    const cpu = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(cpu);
    into.push([(performance.now() - start) / 1000, (user + system) / 1e6]);
  };
  for (let round = 0; round <= bench.rounds; round++) {
    // Blocks are looked at and let go, as the job does; Parquet is read by the query over it.
    await timed(ours, () =>
      landFile(
        engine,
        fileSource(path),
        fields,
        {},
        async ({ table }) => void (await session.evidence(`SELECT COUNT(order_id) AS n, MAX(event_ts) AS at FROM ${table}`, 1)),
      ),
    );
    await timed(floor, () => session.materialise('floor', `SELECT * FROM ${reader(path, format)}`));
  }
  const [mine, theirs] = [ours.slice(1), floor.slice(1)].map((rounds) => [0, 1].map((what) => median(rounds.map((round) => round[what]!))));
  const megabytes = statSync(path).size / 1e6;
  const figures = [megabytes / mine![0]!, mine![1]!, megabytes / theirs![0]!, theirs![1]!, mine![0]! / theirs![0]!];
  console.log(format.padEnd(9) + figures.map((figure) => figure.toFixed(2).padStart(13)).join(''));
}
