import { SchemaMismatch, sqlType, type Table } from '@audit/contract';
import type { Session } from '../engine/engine.ts';
import { checkSql, modelSql } from './model-sql.ts';
import { parseParams } from './parse-params.ts';
import type { Stage } from './stage.ts';

/** @throws {@link SchemaMismatch} unless the query yields exactly the table's columns, in order and type */
export const checkColumns = async (session: Session, what: string, sql: string, table: Table): Promise<void> => {
  const found = await session.describe(sql);
  const declared = Object.entries(table.columns).map(([name, { type }]) => [name, sqlType(type, session.engine)] as const);
  const differences = declared.flatMap(([name, type], at) => {
    const [foundName, foundType] = found[at] ?? [];
    if (foundName === undefined) return [`column ${name} is missing`];
    if (foundName !== name) return [`column ${at + 1} is ${foundName}, declared is ${name}`];
    return foundType === type ? [] : [`column ${name} is ${foundType}, declared is ${type}`];
  });
  const extra = found.slice(declared.length).map(([name]) => `column ${name} is not declared`);
  if (differences.length + extra.length > 0) throw new SchemaMismatch(what, table.name, [...differences, ...extra]);
};

/**
 * Binds the declared inputs of a stage empty and asks the engine what the model yields: a dropped cast or a misspelt
 * column is found without any data. The checks of the stage are bound likewise.
 *
 * @throws {@link SchemaMismatch} when the result is not the declared output
 */
export const checkBinding = async (session: Session, stage: Stage, params: Readonly<Record<string, unknown>>): Promise<void> => {
  const parsed = parseParams(stage, params);
  for (const [name, { table }] of Object.entries(stage.reads)) await session.bindFiles(name, table, []);
  await checkColumns(session, `the model of ${stage.id}`, modelSql(stage, session.engine, parsed), stage.writes);
  await session.bindFiles(stage.writes.name, stage.writes, []);
  for (const check of stage.checks) await session.describe(checkSql(stage, check, session.engine, parsed));
};
