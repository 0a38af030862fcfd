import { join } from 'node:path';
import { contractTables, declaredTable, type Layer, quote, sourceTable, type Table } from '@audit/contract';
import { duckDbEngine, Lake, type Manifest, tableScan, type TableState } from '@audit/warehouse';

/** Columns in which two lakes with the same content may differ: which run wrote a row, and how long it took. */
const ofTheRun = /run_id$|^seconds$|^_job_id$/;

const tableOf = (name: string, state: TableState): Table => {
  const [layer = '', ...rest] = name.split('_');
  if (state.declaration !== undefined) return declaredTable(layer as Layer, rest.join('_'), state.declaration);
  if (state.shape !== undefined) return sourceTable(rest.join('_'), state.shape);
  const table = contractTables.get(name);
  if (table === undefined) throw new Error(`the drill does not know ${name}`);
  return table;
};

/** What a version holds, table by table: rows, and a sum over all that any lost, doubled or other row moves. */
export const lakeContents = async (
  root: string,
  manifest: Manifest = Lake.open(root).head(),
): Promise<Readonly<Record<string, string>>> => {
  const lake = Lake.open(root);
  await using engine = duckDbEngine({ tempDirectory: join(root, '..', 'reader-temp'), directories: [root], threads: 1 });
  await using session = await engine.session();
  const contents: Record<string, string> = { version: String(manifest.version) };
  for (const [name, state] of Object.entries(manifest.tables)) {
    const table = tableOf(name, state);
    const columns = Object.keys(table.columns).filter((column) => !ofTheRun.test(column));
    const [sums] = await session.evidence(
      `SELECT COUNT(*) AS n, COALESCE(SUM(CAST(h AS HUGEINT)), 0) AS total
       FROM (SELECT hash(${columns.map((column) => quote(column)).join(', ')}) AS h FROM (${tableScan(lake, table, state)}) AS kept) AS hashed`,
      1,
    );
    contents[name] = `${sums?.['n']} rows, sum ${sums?.['total']}`;
  }
  return contents;
};

/** Tables in which two contents differ. */
export const differing = (one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): readonly string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter((name) => one[name] !== other[name])
    .map((name) => `${name}: ${one[name] ?? 'not there'}, undisturbed ${other[name] ?? 'not there'}`);
