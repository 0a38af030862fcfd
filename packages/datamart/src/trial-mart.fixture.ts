import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { qualifiedName, type Row, type Table } from '@audit/contract';
import {
  clusterOrder,
  type DuckDbEngine,
  duckDbEngine,
  type InputSource,
  Lake,
  type StepAccount,
  streamSource,
  tableScan,
} from '@audit/warehouse';
import { decodeRows } from '@audit/warehouse/arrow';
import { buildMart, type MartOptions, type MartResult } from './build-mart.ts';

/** A lake for tests, with one engine for all of them. */
export interface TrialMart extends AsyncDisposable {
  readonly engine: DuckDbEngine;
  /** A lake that holds nothing. */
  lake(): Lake;
  build(
    lake: Lake,
    sources: readonly InputSource[],
    options?: Partial<MartOptions>,
    onStep?: (account: StepAccount) => void,
  ): Promise<MartResult>;
  /** Rows of a table of the head, in the contract's order. */
  rows<T extends Table>(lake: Lake, table: T): Promise<readonly Row<T>[]>;
}

const trialClock = '2026-01-01T00:00:00.000000Z';

const trialOptions: MartOptions = {
  granularities: ['month', 'quarter', 'year'],
  zone: 'UTC',
  inputZone: 'UTC',
  returns: 'reject',
  duplicates: 'keep',
  onError: 'fail',
  future: 'warn',
  excludeStatus: [],
};

export const openTrialMart = (): TrialMart => {
  const root = mkdtempSync(join(tmpdir(), 'audit-trial-'));
  const engine = duckDbEngine({ tempDirectory: join(root, 'spill'), directories: [root], threads: 2 });
  let [lakes, runs] = [0, 0];
  return {
    engine,
    lake: () => Lake.open(join(root, `lake-${lakes++}`), { durable: false }),
    build: async (lake, sources, options = {}, onStep = () => undefined) => {
      const runId = `run-${runs++}`;
      await using lock = await lake.lock({ runId, command: 'test' });
      return await buildMart(engine, lake, lock, sources, { ...trialOptions, ...options }, { runId, clock: trialClock, onStep });
    },
    rows: async (lake, table) => {
      await using session = await engine.session();
      const scan = tableScan(lake, table, lake.head().tables[qualifiedName(table)]);
      return [...decodeRows(await session.query(`SELECT * FROM (${scan}) t ${clusterOrder(table)}`, table), table)];
    },
    [Symbol.asyncDispose]: async () => {
      await engine[Symbol.asyncDispose]();
      rmSync(root, { recursive: true, force: true });
    },
  };
};

/** Text as an input. @param label its extension tells the format */
export const textSource = (label: string, text: string | Uint8Array): InputSource =>
  streamSource(label, [typeof text === 'string' ? Buffer.from(text, 'utf8') : text]);

/** Records as an input in JSON. */
export const jsonSource = (label: string, records: readonly object[]): InputSource => textSource(label, JSON.stringify(records));
