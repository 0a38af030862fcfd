import { SchemaMismatch } from '@audit/contract';
import { expect, test } from 'vitest';
import type { Manifest } from '../lake/manifest.ts';
import { filesOf } from '../lake/table-state.ts';
import { appendSource } from './append-source.ts';
import { type Scratch, scratchLake } from './proof/scratch-lake.ts';
import { landAndRun, someLines } from './sample/nightly.ts';
import { lines } from './sample/tables.ts';
import { tableScan } from './table-scan.ts';

const linesOf = ({ tables }: Manifest) => tables['silver_lines']!;
const live = async ({ engine, lake }: Scratch): Promise<unknown> => {
  await using session = await engine.session();
  const rows = tableScan(lake, lines, linesOf(lake.head()));
  return (await session.evidence(`SELECT COUNT(*) AS n, COUNT(DISTINCT line_id) AS ids, SUM(line_id) AS sum FROM (${rows}) l`, 1))[0];
};

test('new files join the base and are themselves the change set: nothing is copied', async () => {
  await using scratch = scratchLake();
  await landAndRun(scratch, { rows: someLines(0, 100) });
  const state = linesOf(await landAndRun(scratch, { rows: someLines(100, 110) }));
  expect([state.base.length, state.mask, state.delta, state.rows]).toEqual([2, null, null, 110]);
  expect(state.changes.at(-1)).toEqual({ version: 2, removed: null, added: [state.base[1]] });
});

test('withdrawn rows are masked and named in the change set', async () => {
  await using scratch = scratchLake();
  await landAndRun(scratch, { rows: someLines(0, 100) });
  const state = linesOf(await landAndRun(scratch, { withdrawn: `SELECT * FROM (${someLines(0, 100)}) l WHERE line_id < 3` }));
  expect([state.mask?.rows, state.rows]).toEqual([3, 97]);
  expect(state.changes.at(-1)).toMatchObject({ version: 2, removed: { rows: 3 }, added: [] });
  expect(await live(scratch)).toEqual({ n: '97', ids: '97', sum: String((99 * 100) / 2 - 3) });
});

test('rows that come again after they were withdrawn live again', async () => {
  await using scratch = scratchLake();
  await landAndRun(scratch, { rows: someLines(0, 100) });
  await landAndRun(scratch, { withdrawn: `SELECT * FROM (${someLines(0, 100)}) l WHERE line_id < 3` });
  const state = linesOf(await landAndRun(scratch, { rows: someLines(1, 3) }));
  expect(state.rows).toBe(99);
  expect(await live(scratch)).toEqual({ n: '99', ids: '99', sum: String((99 * 100) / 2) });
});

test('a base of which a fifth is masked is folded into one file without them', async () => {
  await using scratch = scratchLake();
  await landAndRun(scratch, { rows: someLines(0, 50) });
  await landAndRun(scratch, { rows: someLines(50, 100) });
  const state = linesOf(await landAndRun(scratch, { withdrawn: `SELECT * FROM (${someLines(0, 100)}) l WHERE line_id % 4 = 0` }));
  expect([state.base.length, state.mask, state.rows]).toEqual([1, null, 75]);
  expect(await live(scratch)).toMatchObject({ n: '75', ids: '75' });
});

test('after many landings the small files become one and no row is lost', { timeout: 60_000 }, async () => {
  await using scratch = scratchLake();
  await using lock = await scratch.lake.lock({ runId: 'test', command: 'test' });
  await using session = await scratch.engine.session();
  let state: Awaited<ReturnType<typeof appendSource>>;
  const folder = scratch.lake.stage(lock, 'many', '2026-01-01T00:00:00.000000Z');
  for (let n = 0; n < 66; n++) {
    const staged = folder.file(`lines-${n}.parquet`);
    const rows = await session.write(someLines(n * 10, n * 10 + 10), staged);
    state = await appendSource(session, { lake: scratch.lake, folder, version: n + 1 }, lines, state, {
      added: [folder.adopt(lines, staged, rows)],
    });
  }
  expect([state?.rows, state?.base.length, state?.changes.length]).toEqual([660, 18, 30]);
  const [row] = await session.evidence(
    `SELECT COUNT(*) AS n, COUNT(DISTINCT line_id) AS ids FROM (${tableScan(scratch.lake, lines, state)}) l`,
    1,
  );
  expect(row).toEqual({ n: '660', ids: '660' });
  expect(filesOf(state!).every((file) => scratch.lake.path(file) !== '')).toBe(true);
});

test('a landing of nothing gives the old state back', async () => {
  await using scratch = scratchLake();
  const first = await landAndRun(scratch, { rows: someLines(0, 100) });
  await using lock = await scratch.lake.lock({ runId: 'test', command: 'test' });
  await using session = await scratch.engine.session();
  const folder = scratch.lake.stage(lock, 'empty', '2026-01-01T00:00:00.000000Z');
  const publication = { lake: scratch.lake, folder, version: 2 };
  const none = { added: [], withdrawn: `SELECT * FROM (${someLines(0, 100)}) l WHERE FALSE` };
  expect(await appendSource(session, publication, lines, linesOf(first), none)).toBe(linesOf(first));
  expect(await appendSource(session, publication, lines, undefined, { added: [] })).toBeUndefined();
});

test('files of another declaration do not join the base', async () => {
  await using scratch = scratchLake();
  const first = await landAndRun(scratch, { rows: someLines(0, 100) });
  await using lock = await scratch.lake.lock({ runId: 'test', command: 'test' });
  await using session = await scratch.engine.session();
  const folder = scratch.lake.stage(lock, 'other', '2026-01-01T00:00:00.000000Z');
  const older = { ...linesOf(first), fingerprint: 'older' };
  const added = linesOf(first).base;
  const publication = { lake: scratch.lake, folder, version: 2 };
  await expect(appendSource(session, publication, lines, older, { added })).rejects.toThrow(SchemaMismatch);
});
