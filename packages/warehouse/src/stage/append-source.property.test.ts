import { defineTable, int64, text } from '@audit/contract';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Session } from '../engine/engine.ts';
import { deepCount } from '../deep-count.fixture.ts';
import type { Lake } from '../lake/lake.ts';
import type { FileRef, TableState } from '../lake/table-state.ts';
import { appendSource } from './append-source.ts';
import { scratchLake } from './proof/scratch-lake.ts';
import { tableScan } from './table-scan.ts';

const things = defineTable({
  name: 'things',
  layer: 'silver',
  grain: ['id', 'part'],
  description: 'Rows that come and go.',
  columns: {
    id: int64({ description: 'Id' }),
    part: text({ description: 'Part' }),
    landing: int64({ description: 'Landing that brought it' }),
  },
});
const ids = fc.uniqueArray(fc.integer({ min: 0, max: 39 }), { maxLength: 25 });
/** Ids to take out where they live, and ids to bring where they do not live any more. */
const landings = fc.array(fc.record({ out: ids, in: ids }), { minLength: 1, maxLength: 7 });

const rowsOf = (ids: readonly number[], landing: number): string =>
  ids.map((id) => `SELECT CAST(${id} AS BIGINT) AS id, '${id % 3}' AS part, CAST(${landing} AS BIGINT) AS landing`).join(' UNION ALL ');
const contentOf = async (session: Session, sql: string): Promise<readonly string[]> => {
  const rows = await session.evidence(sql, 1000);
  return rows.map((row) => `${row['id']}.${row['part']}: ${row['landing']}`).toSorted();
};

/** The rows before a landing with its change set applied to them. */
const replayed = async (
  { session, lake }: { readonly session: Session; readonly lake: Lake },
  before: readonly string[],
  { changes }: TableState,
): Promise<readonly string[]> => {
  const change = changes.at(-1)!;
  if ('rewritten' in change) return [];
  const rows = async (files: readonly FileRef[]): Promise<readonly string[]> =>
    await contentOf(session, tableScan(lake, things, { base: files, mask: null, delta: null }));
  const removed = await rows(change.removed === null ? [] : [change.removed]);
  return [...before.filter((row) => !removed.includes(row)), ...(await rows(change.added))].toSorted();
};

test(
  'rows that come, go and come again are as many as they should be, and each change set is what changed',
  { timeout: 600_000 },
  async () => {
    await using scratch = scratchLake();
    const { lake } = scratch;
    await using lock = await lake.lock({ runId: 'test', command: 'test' });
    await using session = await scratch.engine.session();
    let history = 0;
    const ways = new Set<string>();
    await fc.assert(
      fc.asyncProperty(landings, async (steps) => {
        const folder = lake.stage(lock, `history-${history++}`, '2026-01-01T00:00:00.000000Z');
        const live = new Map<number, number>();
        let state: TableState | undefined;
        for (const [at, step] of steps.entries()) {
          const landing = at + 1;
          const before = [...live].map(([id, since]) => `${id}.${id % 3}: ${since}`);
          const out = step.out.filter((id) => live.has(id));
          for (const id of out) live.delete(id);
          const come = step.in.filter((id) => !live.has(id));
          for (const id of come) live.set(id, landing);
          const staged = folder.file('things.parquet');
          const added = come.length === 0 ? [] : [folder.adopt(things, staged, await session.write(rowsOf(come, landing), staged))];
          const gone = out.map((id) => `id = ${id}`).join(' OR ');
          const withdrawn = out.length === 0 ? {} : { withdrawn: `SELECT * FROM (${tableScan(lake, things, state)}) t WHERE ${gone}` };
          const was = state;
          state = await appendSource(session, { lake, folder, version: landing }, things, state, { added, ...withdrawn });
          if (state === undefined) continue;
          const expected = [...live].map(([id, since]) => `${id}.${id % 3}: ${since}`).toSorted();
          expect(await contentOf(session, tableScan(lake, things, state))).toEqual(expected);
          expect(state.rows).toBe(live.size);
          if (was !== undefined && state !== was) expect(await replayed({ session, lake }, before, state)).toEqual(expected);
          ways.add(state.mask === null ? 'whole' : 'masked');
        }
      }),
      { numRuns: deepCount(25, 1000) },
    );
    expect(ways).toEqual(new Set(['whole', 'masked']));
  },
);
