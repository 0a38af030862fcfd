import { quote } from '@audit/contract';
import type * as arrow from 'apache-arrow';
import type { Engine } from '../engine/engine.ts';
import { checkColumns } from './check-binding.ts';
import { clusterOrder } from './table-scan.ts';
import { modelSql } from './model-sql.ts';
import { parseParams } from './parse-params.ts';
import { runChecks } from './run-checks.ts';
import type { Inputs, Params, Stage } from './stage.ts';

/**
 * A stage as a library function: Arrow tables in, the Arrow table of the declared output out, sorted by its cluster columns.
 *
 * @param inputs one table of the declared schema for each name the stage reads
 * @throws {@link SchemaMismatch} when the model does not yield the declared columns
 * @throws {@link CheckFailed} when a check returns rows
 */
export const runInMemory = async <S extends Stage>(
  engine: Engine,
  stage: S,
  inputs: Readonly<Record<keyof Inputs<S>, arrow.Table>>,
  params: Params<S>,
): Promise<arrow.Table> => {
  await using session = await engine.session();
  const bound = { stage, params: parseParams(stage, params) };
  const tables: Readonly<Record<string, arrow.Table>> = inputs;
  for (const [name, { table }] of Object.entries(stage.reads)) await session.bindArrow(name, table, tables[name]!);
  const sql = modelSql(stage, session.engine, bound.params);
  await checkColumns(session, `the model of ${stage.id}`, sql, stage.writes);
  await session.materialise(stage.writes.name, sql);
  await runChecks(session, bound);
  return await session.query(`SELECT * FROM ${quote(stage.writes.name)} ${clusterOrder(stage.writes)}`, stage.writes);
};
