import { expect, test } from 'vitest';
import type { Lake } from '../lake/lake.ts';
import type { TableState } from '../lake/table-state.ts';
import { excerptOf } from './excerpt.ts';
import { type Scratch, scratchLake } from './proof/scratch-lake.ts';
import { landAndRun, someLines } from './sample/nightly.ts';
import { lines } from './sample/tables.ts';
import { tableScan } from './table-scan.ts';
import { keep, openWorkplace, type Workplace } from './workplace.ts';

const stateOf = (lake: Lake, version: number): TableState => lake.at(version).tables['silver_lines']!;

/** Three versions of the lines: 100, ten more of the same orders, and those but for a few that are withdrawn while others come. */
const threeVersions = async (scratch: Scratch): Promise<void> => {
  await landAndRun(scratch, { rows: someLines(0, 100) });
  await landAndRun(scratch, { rows: someLines(1000, 1010) });
  const withdrawn = `SELECT * FROM (${someLines(0, 100)}) l WHERE line_id IN (3, 4, 50)`;
  await landAndRun(scratch, { rows: someLines(2000, 2005), withdrawn });
};

const withPlace = async (work: (place: Workplace, scratch: Scratch) => Promise<void>): Promise<void> => {
  await using scratch = scratchLake();
  const { engine, lake } = scratch;
  await threeVersions(scratch);
  await using lock = await lake.lock({ runId: 'test', command: 'test' });
  const folder = lake.stage(lock, 'excerpts', '2026-01-01T00:00:00.000000Z');
  await using place = openWorkplace(engine, { lake, folder, version: 4 });
  await keep(place, 'few', `SELECT 'O' || i AS k FROM range(0, 8) r(i)`);
  await keep(place, 'fewer', `SELECT 'O' || i AS other FROM range(2, 6) r(i)`);
  await keep(place, 'others', `SELECT 'O' || i AS other FROM range(5, 12) r(i)`);
  await work(place, scratch);
};

const by = (relation: string, key: string) => ({ relation, by: { [key]: 'order_id' } });
const excerpt = async (place: Workplace, state: TableState, relation: string): Promise<string> =>
  await excerptOf(place, await place.session(), { table: lines, state }, by(relation, relation === 'few' ? 'k' : 'other'));

/** Line ids of a relation, and those the files have for the orders of a key relation. */
const idsOf = async (place: Workplace, sql: string): Promise<readonly (string | null | undefined)[]> =>
  (await (await place.session()).evidence(`SELECT line_id FROM (${sql}) r ORDER BY line_id`, 1000)).map((row) => row['line_id']);
const inFiles = async (place: Workplace, state: TableState, keys: string, key: string) =>
  await idsOf(place, `SELECT * FROM (${tableScan(place.lake, lines, state)}) t WHERE order_id IN (SELECT ${key} FROM ${keys})`);

test('an excerpt holds the live rows of its keys and no others', async () => {
  await withPlace(async (place) => {
    const state = stateOf(place.lake, 3);
    const rows = await excerpt(place, state, 'few');
    expect(await idsOf(place, `SELECT * FROM ${rows}`)).toEqual(await inFiles(place, state, 'few', 'k'));
    expect(await idsOf(place, `SELECT * FROM ${rows}`)).not.toContain('3');
  });
});

test('an excerpt of the state before is brought up to date without a look at the base', async () => {
  await withPlace(async (place) => {
    await excerpt(place, stateOf(place.lake, 2), 'few');
    const state = stateOf(place.lake, 3);
    const expected = await inFiles(place, state, 'fewer', 'other');
    // Reading any of these would fail.
    const unreadable = { ...state, base: state.base.map((file) => ({ ...file, path: 'silver/lines/gone.parquet' })), mask: null };
    const rows = await excerpt(place, unreadable, 'fewer');
    expect(await idsOf(place, `SELECT * FROM ${rows}`)).toEqual(expected);
    expect(expected).toEqual(['2', '5', '1002', '1003', '1004', '1005', '2002', '2003', '2004']);
  });
});

test.for([
  ['has not all keys', 2, 'others'],
  ['is two changes behind', 1, 'fewer'],
] as const)('an excerpt that %s is of no use: the files are read', async ([, version, keys]) => {
  await withPlace(async (place) => {
    await excerpt(place, stateOf(place.lake, version), 'few');
    const state = stateOf(place.lake, 3);
    const rows = await excerpt(place, state, keys);
    expect(await idsOf(place, `SELECT * FROM ${rows}`)).toEqual(await inFiles(place, state, keys, 'other'));
    const gone = { ...state, changedAt: 3, base: [{ ...state.base[0]!, path: 'silver/lines/gone.parquet' }] };
    place.excerpts.pop();
    place.kept.delete(rows);
    await expect(excerpt(place, gone, keys)).rejects.toMatchObject({ code: 'DAMAGED_FILE' });
  });
});

test('an excerpt of a later state says nothing about an earlier one', async () => {
  await withPlace(async (place) => {
    await excerpt(place, stateOf(place.lake, 3), 'few');
    const state = stateOf(place.lake, 2);
    const rows = await excerpt(place, state, 'fewer');
    expect(await idsOf(place, `SELECT * FROM ${rows}`)).toEqual(await inFiles(place, state, 'fewer', 'other'));
  });
});
