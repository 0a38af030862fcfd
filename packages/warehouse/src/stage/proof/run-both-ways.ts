import { quote } from '@audit/contract';
import type * as arrow from 'apache-arrow';
import type { Engine } from '../../engine/engine.ts';
import type { Lake } from '../../lake/lake.ts';
import type { TableState } from '../../lake/table-state.ts';
import { appendSource } from '../append-source.ts';
import { parseParams } from '../parse-params.ts';
import { runInLake } from '../run-in-lake.ts';
import { runInMemory } from '../run-in-memory.ts';
import type { Inputs, Params, Stage } from '../stage.ts';
import { bindTable } from '../table-scan.ts';
import { openWorkplace, type Workplace } from '../workplace.ts';
import { countDifferent } from '../count-different.ts';

export interface BothWays {
  readonly rows: number;
  /** Rows that came out of one way only. */
  readonly different: number;
}

/** Runs a stage over Arrow tables in memory and over the same rows kept in a lake, and compares what comes out. */
export const runBothWays = async <S extends Stage>(
  engine: Engine,
  lake: Lake,
  stage: S,
  inputs: Readonly<Record<keyof Inputs<S>, arrow.Table>>,
  params: Params<S>,
): Promise<BothWays> => {
  const memory = await runInMemory(engine, stage, inputs, params);
  await using lock = await lake.lock({ runId: 'both-ways', command: 'comparison of Arrow and lake' });
  const folder = lake.stage(lock, `both-ways-${stage.code.slice(0, 16)}`, '2026-01-01T00:00:00.000000Z');
  await using place = openWorkplace(engine, { lake, folder, version: 1 });
  const tables: Readonly<Record<string, arrow.Table>> = inputs;
  const from = await Promise.all(
    Object.entries(stage.reads).map(
      async ([name, { table }]) => [name, { table, state: await landArrow(place, name, stage, tables[name]!) }] as const,
    ),
  );
  const { state } = await runInLake(place, { stage, params: parseParams(stage, params), from: Object.fromEntries(from) }, undefined);
  await using session = await engine.session();
  await session.bindArrow('memory', stage.writes, memory);
  await bindTable(session, 'lake', lake, stage.writes, state);
  const different = await countDifferent(session, 'memory', 'lake', Object.keys(stage.writes.columns));
  folder.drop();
  return { rows: memory.numRows, different: different + Math.abs(memory.numRows - state.rows) };
};

/** The same over rows that queries of the engine's SQL yield. */
export const runQueriesBothWays = async (
  engine: Engine,
  lake: Lake,
  stage: Stage,
  queries: Readonly<Record<string, string>>,
  params: Readonly<Record<string, unknown>>,
): Promise<BothWays> => {
  await using session = await engine.session();
  const inputs: Record<string, arrow.Table> = {};
  for (const [name, { table }] of Object.entries(stage.reads)) inputs[name] = await session.query(queries[name] ?? '', table);
  return await runBothWays(engine, lake, stage, inputs, params);
};

const landArrow = async (place: Workplace, name: string, stage: Stage, rows: arrow.Table): Promise<TableState> => {
  const { table } = stage.reads[name]!;
  await using session = await place.engine.session();
  await session.bindArrow('given', table, rows);
  const staged = place.folder.file(`${name}.parquet`);
  const written = await session.write(`SELECT * FROM ${quote('given')}`, staged);
  const state = await appendSource(session, place, table, undefined, { added: [place.folder.adopt(table, staged, written)] });
  return state!;
};
