import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fxConversions, qualifiedName, type Row, type Table } from '@audit/contract';
import { duckDbEngine, type DuckDbEngine, Lake, runInMemory, tableScan } from '@audit/warehouse';
import { decodeRows, encodeRows } from '@audit/warehouse/arrow';
import type { convertedAmountsStage } from './converted-amounts.stage.ts';
import { importRates, type RatesImport } from './import-rates.ts';
import { ratesFile } from './rates-file.ts';
import { shippedRates } from './shipped-rates.ts';
import { unzipOne } from './unzip-one.ts';

const days = ['2022-12-29', '2022-12-30', '2023-01-02', '2023-01-03', '2024-03-26', '2024-03-27', '2024-03-28', '2024-04-02', '2024-04-03'];

/** The bank's own lines of a few days: around a change of currency, and around Easter. */
export const bankLines = (): readonly string[] => {
  const text = unzipOne('shipped', readFileSync(shippedRates.path), 1 << 24).toString();
  return text.split('\n').filter((line) => line.startsWith('Date') || days.includes(line.slice(0, 10)));
};
export const companyRates = (): Buffer =>
  readFileSync(fileURLToPath(new URL('../../../../../fixtures/fx/company-rates.csv', import.meta.url)));

/** For tests: a lake with those lines and the company's own rates, and conversions by them. */
export interface TrialRates extends AsyncDisposable {
  readonly engine: DuckDbEngine;
  readonly lake: Lake;
  importBytes(label: string, bytes: Buffer, restate?: boolean): Promise<RatesImport>;
  convert<T extends Table>(
    stage: ReturnType<typeof convertedAmountsStage>,
    table: T,
    rows: readonly Row<T>[],
  ): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

export const openTrialRates = (base = 'USD'): TrialRates => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-rates-'));
  const engine = duckDbEngine({ tempDirectory: folder, directories: [folder] });
  const lake = Lake.open(join(folder, 'lake'));
  let run = 0;
  return {
    engine,
    lake,
    importBytes: async (label, bytes, restate = false) => {
      const identity = { runId: `run-${++run}`, command: 'test', clock: '2026-11-01T00:00:00.000000Z' };
      await using lock = await lake.lock(identity);
      const file = ratesFile({ label, bytes }, undefined, folder);
      return await importRates(engine, lake, lock, () => file, { ...identity, base, maxAgeDays: 7, restate });
    },
    convert: async (stage, table, rows) => {
      await using session = await engine.session();
      const scan = tableScan(lake, fxConversions, lake.head().tables[qualifiedName(fxConversions)]);
      const inputs = { rows: encodeRows(rows, table), conversions: await session.query(scan, fxConversions) };
      return [...decodeRows(await runInMemory(engine, stage, inputs, {}), stage.writes)];
    },
    [Symbol.asyncDispose]: async () => {
      await engine[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
