import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '@audit/contract';
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

/** What lies elsewhere is not the case’s to write to or to remove. */
const refuseLink = (fixture: string, path: string): void => {
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return;
  throw new ConfigError(
    path.slice(fixture.length + 1),
    'it is a link, and --update writes inside the fixture only',
    'put a folder or a file there',
  );
};

/** Writes down what a replay gave as what is expected. @throws ConfigError where a link leads out of the fixture; nothing is written then */
export const writeExpected = (fixture: string, tables: readonly ReplayedTable[]): void => {
  const folder = folderOf(fixture);
  refuseLink(fixture, folder);
  for (const { name } of tables) refuseLink(fixture, join(folder, `${name}.ndjson`));
  mkdirSync(folder, { recursive: true });
  for (const path of strayFiles(fixture, tables).map((name) => join(folder, name)))
    // A folder is somebody’s: he is told of it, and removes it himself.
    if (!lstatSync(path).isDirectory()) rmSync(path);
  for (const { name, lines } of tables) {
    rmSync(join(folder, `${name}.parquet`), { force: true });
    writeFileSync(join(folder, `${name}.ndjson`), lines.map((line) => `${line}\n`).join(''));
  }
};
