import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDbEngine } from '@audit/warehouse';
import { type ReplayedTable, tableLines } from './replayed-tables.ts';

const folderOf = (fixture: string): string => join(fixture, 'expected');

/** The lines a table should have, from `expected/<table>.ndjson` or `.parquet`; undefined where there is no such file. */
export const expectedLines = async (
  engine: DuckDbEngine,
  fixture: string,
  replayed: ReplayedTable,
): Promise<readonly string[] | undefined> => {
  const path = join(folderOf(fixture), `${replayed.name}.ndjson`);
  if (existsSync(path))
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  const parquet = join(folderOf(fixture), `${replayed.name}.parquet`);
  if (!existsSync(parquet)) return undefined;
  await using session = await engine.session();
  await session.bindFiles('expected', replayed.table, [parquet]);
  return await tableLines(session, replayed.table, 'SELECT * FROM expected');
};

/** Files that no table of the case stands behind. */
export const strayFiles = (fixture: string, tables: readonly ReplayedTable[]): readonly string[] => {
  const names = new Set(tables.flatMap(({ name }) => [`${name}.ndjson`, `${name}.parquet`]));
  return existsSync(folderOf(fixture)) ? readdirSync(folderOf(fixture)).filter((name) => !names.has(name)) : [];
};

/** Writes down what a replay gave as what is expected. */
export const writeExpected = (fixture: string, tables: readonly ReplayedTable[]): void => {
  const folder = folderOf(fixture);
  mkdirSync(folder, { recursive: true });
  for (const name of strayFiles(fixture, tables)) rmSync(join(folder, name));
  for (const { name, lines } of tables) {
    rmSync(join(folder, `${name}.parquet`), { force: true });
    writeFileSync(join(folder, `${name}.ndjson`), lines.map((line) => `${line}\n`).join(''));
  }
};
