/**
 * Conversion of amounts: a million over 20 currencies and ten years, by the rates that come with audit. Beside it what plain SQL takes that
 * joins the same rates and multiplies doubles: what exact decimals, detection and reasons cost.
 *
 *   node bench/currency.ts [--rows 1000000] [--rounds 5]
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { date, decimal, defineTable, fxConversions, qualifiedName, text } from '@audit/contract';
import { convertedAmountsStage, importRates, ratesFile, shippedRates } from '@audit/medallion';
import { duckDbEngine, Lake, modelSql, type Session, tableScan } from '@audit/warehouse';
import { median } from './measure.ts';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '5' } } });
const rounds = Number(values.rounds);
const folder = mkdtempSync(join(tmpdir(), 'audit-bench-currency-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const engine = duckDbEngine({ tempDirectory: folder, directories: [folder], threads: 2 });
const lake = Lake.open(join(folder, 'lake'));

const sales = defineTable({
  name: 'sales',
  layer: 'silver',
  grain: ['id'],
  description: 'Sales.',
  columns: {
    id: text({ description: 'Sale' }),
    day: date({ description: 'Day' }),
    amount: decimal(18, 2)({ description: 'Amount' }),
    code: text({ description: 'Currency' }),
    country: text({ description: 'Country' }),
  },
});
const codes = 'USD EUR GBP JPY CHF SEK NOK DKK PLN CZK HUF TRY AUD CAD CNY HKD INR KRW MXN ZAR'.split(' ');
const stage = convertedAmountsStage(sales, 'converted_sales', {
  amounts: ['amount'],
  on: 'day',
  base: 'USD',
  currency: { field: 'code', country: 'country' },
});

const timed = async (work: () => Promise<unknown>): Promise<{ readonly seconds: number; readonly cpu: number }> => {
  const [started, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - started) / 1000, cpu: (user + system) / 1e6 };
};
const show = (name: string, runs: readonly { readonly seconds: number; readonly cpu: number }[]): number => {
  const seconds = median(runs.map((run) => run.seconds));
  console.log(`${name.padEnd(44)} ${seconds.toFixed(2)} s wall, ${median(runs.map((run) => run.cpu)).toFixed(2)} s CPU`);
  return seconds;
};

const repeat = async (session: Session, sql: string) => {
  const runs = [];
  for (let round = 0; round < rounds; round++) runs.push(await timed(async () => await session.materialise('result', sql)));
  return runs;
};

const identity = { runId: 'bench', command: 'bench', clock: '2026-11-01T00:00:00.000000Z' };
const file = ratesFile({ label: 'shipped', bytes: readFileSync(shippedRates.path) }, 'ecb', folder);
{
  await using lock = await lake.lock(identity);
  const run = { ...identity, base: 'USD', maxAgeDays: 7, restate: false };
  show('import of 221,702 rates (once)', [await timed(async () => await importRates(engine, lake, lock, () => file, run))]);
}
{
  await using session = await engine.session();
  const list = codes.map((code) => `'${code}'`).join(', ');
  await session.materialise(
    'rows',
    `SELECT CAST(i AS VARCHAR) AS id, DATE '2016-10-31' + CAST(hash(i, 1) % 3650 AS INTEGER) AS day,
      CAST(CAST(hash(i, 2) % 100000000 AS DECIMAL(18, 2)) * 0.01 AS DECIMAL(18, 2)) AS amount,
      ([${list}])[1 + CAST(hash(i, 3) % ${codes.length} AS INTEGER)] AS code, CASE WHEN i % 2 = 0 THEN 'DE' ELSE 'US' END AS country
     FROM range(${Number(values.rows)}) r(i)`,
  );
  await session.bindSql('conversions', tableScan(lake, fxConversions, lake.head().tables[qualifiedName(fxConversions)]));
  const exact = show(`${values.rows} amounts, 20 currencies, 10 years`, await repeat(session, modelSql(stage, session.engine, {})));
  const [missed] = await session.evidence(`SELECT COUNT(*) FILTER (amount_usd IS NULL) AS n FROM result`, 1);
  const plain = `SELECT r.*, CASE WHEN code = 'USD' THEN CAST(amount AS DOUBLE) ELSE ROUND(CAST(amount AS DOUBLE) * CAST(c.rate AS DOUBLE), 2) END AS amount_usd
    FROM rows r LEFT JOIN conversions c ON c.currency = r.code AND c.on_date = r.day`;
  const doubles = show('the same with doubles, in plain SQL', await repeat(session, plain));
  console.log(
    `ratio ${(exact / doubles).toFixed(2)}; not converted: ${missed?.['n']}; ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}; limit 2 s`,
  );
}
await engine[Symbol.asyncDispose]();
