import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type Config, formatInstant, instantOf, loadConfig, type Table } from '@audit/contract';
import { clusterOrder, type DuckDbEngine, Lake, type Manifest, type Session, tableScan } from '@audit/warehouse';
import { todayOf } from '../as-of-day.ts';
import type { CommandContext } from '../context.ts';
import type { Warn } from '../jobs/derive-delta-logs.ts';
import { rowJson } from '../output/cell-sql.ts';
import type { Progress } from '../output/progress.ts';
import { findOnce } from '../pipeline/found-files.ts';
import { runPipeline } from '../pipeline/run-pipeline.ts';
import { identityAt, type RunIdentity } from '../run-identity.ts';
import { findTable } from '../table-lookup.ts';
import type { Replay } from './replay-schema.ts';

/** Where and how a case is replayed. */
export interface ReplayPlace {
  readonly context: CommandContext;
  readonly engine: DuckDbEngine;
  /** Folder of the fixture, absolute. */
  readonly fixture: string;
  /** Private folder, gone afterwards. */
  readonly scratch: string;
  readonly progress: Progress;
  readonly warn: Warn;
}

/** A table as a replay gave it. */
export interface ReplayedTable {
  readonly name: string;
  readonly table: Table;
  /** A JSON object a line, in the declared order of the table. */
  readonly lines: readonly string[];
}

const identityOf = (seed: number, clock: string): RunIdentity => {
  const micros = instantOf(clock);
  return identityAt(
    micros,
    createHash('sha256')
      .update(`${seed} ${formatInstant(micros)}`)
      .digest(),
    'audit replay',
  );
};

/** The settings of a case are those of its folder: nobody’s environment counts. */
const configOf = (fixture: string): Config => loadConfig({ cwd: fixture, env: {} });

/** The rows of a query with the columns of a table as lines, in the order of the table. */
export const tableLines = async (session: Session, table: Table, sql: string): Promise<readonly string[]> => {
  const lines: string[] = [];
  for await (const part of session.texts(`SELECT ${rowJson(table, true)} FROM (${sql}) AS kept ${clusterOrder(table)}`))
    lines.push(...part);
  return lines;
};

const runAll = async (
  { context, engine, fixture, scratch, progress, warn }: ReplayPlace,
  replay: Replay,
  lake: Lake,
): Promise<Manifest> => {
  const config = configOf(fixture);
  const silent = { onBegin: async () => {}, onStart: async () => {}, onEnd: async () => {} };
  for (const { clock, as_of: asOf, pipeline } of replay.runs) {
    const identity = identityOf(replay.seed, clock);
    await using lock = await lake.lock(identity);
    const inFixture = { ...context, cwd: fixture, env: {}, now: () => identity.clock };
    const { failure } = await runPipeline({
      context: inFixture,
      config,
      find: findOnce(inFixture),
      lake,
      lock,
      engine,
      read: { name: 'replay', origin: 'replay.json', pipeline, digest: '' },
      choice: {},
      asOf: asOf ?? todayOf(identity.clock, config),
      identity,
      scratch,
      progress,
      warn,
      listener: silent,
    });
    if (failure !== undefined) throw failure;
  }
  return lake.head();
};

/**
 * Runs a case in a lake of its own and returns the tables it is judged by.
 *
 * @throws UnknownTable for a table no run makes, and whatever its runs throw
 */
export const replayedTables = async (place: ReplayPlace, replay: Replay): Promise<readonly ReplayedTable[]> => {
  const lake = Lake.open(join(place.scratch, 'lake'), { durable: false, allowNetworkDisk: true });
  const manifest = await runAll(place, replay, lake);
  await using session = await place.engine.session();
  const tables: ReplayedTable[] = [];
  for (const name of replay.tables) {
    const { table, state, name: qualified } = findTable(manifest, name);
    tables.push({ name: qualified, table, lines: await tableLines(session, table, tableScan(lake, table, state)) });
  }
  return tables;
};
