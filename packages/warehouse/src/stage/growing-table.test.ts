import { quote, SchemaMismatch, type SourceField, sourceTable, type Table } from '@audit/contract';
import { expect, test } from 'vitest';
import type { TableState } from '../lake/table-state.ts';
import { appendSource } from './append-source.ts';
import { type Scratch, scratchLake } from './proof/scratch-lake.ts';
import { tableScan } from './table-scan.ts';

const account = (...columns: readonly SourceField[]): Table => sourceTable('account', { key: ['Id'], columns });
const lineage = `TIMESTAMP '2026-01-01' AS _extracted_at, 'files' AS _source_system, 'r' AS _run_id, 'file' AS _api, 'j' AS _job_id,
  CAST(1 AS BIGINT) AS _page, CAST(NULL AS VARCHAR) AS _org_id, 'h' AS _schema_hash, FALSE AS _is_deleted`;

/** Lands rows one file after the other; gives the state after each. */
const landed = async (
  { engine, lake }: Scratch,
  loads: readonly (readonly [Table, string, partition?: string])[],
): Promise<readonly TableState[]> => {
  await using lock = await lake.lock({ runId: 'test', command: 'test' });
  await using session = await engine.session();
  const folder = lake.stage(lock, 'run', '2026-01-01T00:00:00.000000Z');
  const states: TableState[] = [];
  for (const [at, [table, rows, partition]] of loads.entries()) {
    const staged = folder.file(`account-${at}.parquet`);
    const count = await session.write(`SELECT *, ${lineage} FROM (${rows}) r`, staged);
    const added = [{ ...folder.adopt(table, staged, count), ...(partition === undefined ? {} : { partition }) }];
    const place = { lake, folder, version: at + 1 };
    states.push((await appendSource(session, place, table, states.at(-1), { added }))!);
  }
  return states;
};

const shown = async ({ engine, lake }: Scratch, state: TableState | undefined): Promise<readonly unknown[]> => {
  await using session = await engine.session();
  const table = sourceTable('account', state!.shape!);
  const names = state!.shape!.columns.map(([name]) => quote(name)).join(', ');
  const rows = await session.evidence(`SELECT ${names} FROM (${tableScan(lake, table, state)}) t ORDER BY 1`, 100);
  return rows.map((row) => Object.values(row));
};

test('columns that come later are null in the rows before; each version shows the columns it knew', async () => {
  await using scratch = scratchLake();
  const [first, second, third] = await landed(scratch, [
    [account(['Id', 'id'], ['Name', 'string']), `SELECT '1' AS "Id", 'a' AS "Name"`],
    [account(['Id', 'id'], ['Name', 'string'], ['Fax', 'phone']), `SELECT '2' AS "Id", '7' AS "Fax"`],
    [account(['Id', 'id'], ['Name', 'string'], ['Fax', 'phone']), `SELECT '3' AS "Id", 'c' AS name`],
  ]);
  expect(await shown(scratch, first)).toEqual([['1', 'a']]);
  expect(await shown(scratch, second)).toEqual([
    ['1', 'a', null],
    ['2', null, '7'],
  ]);
  expect(await shown(scratch, third)).toEqual([
    ['1', 'a', null],
    ['2', null, '7'],
    ['3', 'c', null],
  ]);
  expect(third?.changes.at(-1)).toMatchObject({ version: 3, removed: null, added: [{ rows: 1 }] });
});

test('a column that no file has is null in all of them', async () => {
  await using scratch = scratchLake();
  const [only] = await landed(scratch, [[account(['Id', 'id'], ['Fax', 'phone']), `SELECT '1' AS "Id"`]]);
  expect(await shown(scratch, only)).toEqual([['1', null]]);
});

test('after many loads the small files become one, with all columns; those written apart stay apart', { timeout: 60_000 }, async () => {
  await using scratch = scratchLake();
  const apart = ['2025-01', '2025-02'].map((month, at) => [account(['Id', 'id']), `SELECT '${at + 90}' AS "Id"`, month] as const);
  const many = Array.from({ length: 66 }, (_, at): readonly [Table, string] =>
    at < 33
      ? [account(['Id', 'id']), `SELECT '${at}' AS "Id"`]
      : [account(['Id', 'id'], ['Fax', 'phone']), `SELECT '${at}' AS "Id", 'f' AS "Fax"`],
  );
  const state = (await landed(scratch, [...apart, ...many])).at(-1);
  expect([state?.rows, state?.base.length]).toEqual([68, 20]);
  expect(state?.base.slice(0, 2).map(({ partition }) => partition)).toEqual(['2025-01', '2025-02']);
  const rows = await shown(scratch, state);
  expect([rows.length, rows.filter((row) => (row as readonly unknown[])[1] === 'f').length]).toEqual([68, 33]);
});

test('a table that would lose a column is refused', async () => {
  await using scratch = scratchLake();
  const shrunk = landed(scratch, [
    [account(['Id', 'id'], ['Name', 'string']), `SELECT '1' AS "Id"`],
    [account(['Id', 'id']), `SELECT '2' AS "Id"`],
  ]);
  await expect(shrunk).rejects.toThrow(SchemaMismatch);
});
