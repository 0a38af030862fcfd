import { join } from 'node:path';
import { qualifiedName, type Table } from '@audit/contract';
import { expect, test } from 'vitest';
import { deepCount, testSeed } from '../deep-count.fixture.ts';
import { seededRandom, type SeededRandom } from '../lake/drill/seeded-random.ts';
import { Lake, type LakeDraft } from '../lake/lake.ts';
import type { LakeLock } from '../lake/lake-lock.ts';
import type { Manifest } from '../lake/manifest.ts';
import { changedSince } from './change-sets.ts';
import { countDifferent } from './count-different.ts';
import { defineJob } from './job.ts';
import { publishDraft } from './publish-draft.ts';
import { type Scratch, scratchLake } from './proof/scratch-lake.ts';
import { landAndRun, landUnder, nightly, someLines } from './sample/nightly.ts';
import { ordersStage, quartersStage } from './sample/stages.ts';
import { lines, orders, quarters } from './sample/tables.ts';
import { bindTable } from './table-scan.ts';

const tables: readonly Table[] = [lines, orders, quarters];
const ordersOnly = defineJob('orders', ({ source, run }) => {
  run(ordersStage, { lines: source(lines) }, {});
});
const quartersOnly = defineJob('quarters', ({ source, run }) => {
  run(quartersStage, { orders: source(orders) }, {});
});

type Landing = Parameters<typeof landAndRun>[1];

/** A small run: lines come, lines go, or both, and some tables are brought up to date. Each brings lines with numbers of its own. */
const someRun = (random: SeededRandom, at: number): Landing => {
  const first = 10_000 + at * 1000;
  const job = random.pick([nightly, nightly, ordersOnly, quartersOnly]);
  const rows = `SELECT * REPLACE (CAST(${random.below(1000)} / 7.0 AS DECIMAL(38,9)) AS spend) FROM (${someLines(first, first + 1 + random.below(20))}) l`;
  const gone = `SELECT n.* FROM (SELECT * FROM (${someLines(0, 3000)}) l WHERE line_id % 1000 = ${random.below(1000)}) n SEMI JOIN now o USING (line_id)`;
  const kind = random.pick(['come', 'come', 'go', 'both', 'nothing'] as const);
  return { job, ...(kind === 'come' || kind === 'both' ? { rows } : {}), ...(kind === 'go' || kind === 'both' ? { withdrawn: gone } : {}) };
};

/** `withdrawn` of what is not there any more would be no change of a real landing. */
const onlyLiving = async (engine: Scratch['engine'], lake: Lake, landing: Landing): Promise<Landing> => {
  if (landing.withdrawn === undefined) return landing;
  await using session = await engine.session();
  await bindTable(session, 'now', lake, lines, lake.head().tables['silver_lines']);
  const rows = await session.evidence(`SELECT line_id FROM (${landing.withdrawn}) w ORDER BY line_id ASC NULLS FIRST`, 1000);
  const ids = rows.map((row) => row['line_id']);
  const { withdrawn: _, ...rest } = landing;
  return ids.length === 0 ? rest : { ...rest, withdrawn: `SELECT * FROM (${someLines(0, 3000)}) l WHERE line_id IN (${ids.join(', ')})` };
};

const runSingly = async (scratch: Scratch, landings: readonly Landing[]): Promise<void> => {
  for (const [at, landing] of landings.entries())
    await landAndRun(scratch, {
      ...(await onlyLiving(scratch.engine, scratch.lake, landing)),
      runKey: `single-${at}-${scratch.lake.head().version}`,
    });
};

const inDraft = async (
  { engine, lake }: Scratch,
  landings: readonly Landing[],
  work: (draft: LakeDraft, lock: LakeLock) => Promise<void> = async () => {},
): Promise<Manifest> => {
  await using lock = await lake.lock({ runId: 'draft', command: 'test' });
  const runKey = `draft-${lake.head().version}`;
  const draft = lake.draft(lock, runKey, '2026-01-01T00:00:00.000000Z');
  for (const [at, landing] of landings.entries()) {
    draft.made.begin(`run ${at}`);
    await landUnder({ engine, lake: draft.lake }, lock, { ...(await onlyLiving(engine, draft.lake, landing)), runKey: `run-${at}` });
  }
  await work(draft, lock);
  const tableOf = (name: string): Table | undefined => tables.find((table) => qualifiedName(table) === name);
  return await publishDraft(engine, draft, { job: 'draft', runId: 'draft', runKey, configHash: '', tableOf });
};

const scratchOf = ({ folder }: Scratch, name: string): Lake => Lake.open(join(folder, name), { durable: false });

/** Rows in which two lakes differ, all tables together. */
const different = async (one: Scratch, other: Scratch): Promise<number> => {
  await using session = await one.engine.session();
  let sum = 0;
  for (const table of tables) {
    await bindTable(session, 'one', one.lake, table, one.lake.head().tables[qualifiedName(table)]);
    await bindTable(session, 'other', other.lake, table, other.lake.head().tables[qualifiedName(table)]);
    sum += await countDifferent(session, 'one', 'other', Object.keys(table.columns));
  }
  return sum;
};

/** The change set of the last version of a table must lead from the rows of before to those of after, and name no row for nothing. */
const changeLies = async ({ engine, lake }: Scratch, before: Manifest, after: Manifest): Promise<number> => {
  await using session = await engine.session();
  let lies = 0;
  for (const table of tables) {
    const [was, now] = [before, after].map(({ tables: all }) => all[qualifiedName(table)]);
    if (was === undefined || now === undefined || now.changedAt === was.changedAt) continue;
    const changed = changedSince(now, before.version);
    if (changed === undefined) continue;
    await bindTable(session, 'was', lake, table, was);
    await bindTable(session, 'now', lake, table, now);
    const files = (refs: readonly { readonly path: string }[]): readonly string[] => refs.map(({ path }) => `${lake.root}/${path}`);
    await session.bindFiles('gone', table, files(changed.removed));
    await session.bindFiles('came', table, files(changed.added));
    await session.bindSql('reckoned', 'SELECT * FROM (SELECT * FROM was EXCEPT ALL SELECT * FROM gone) l UNION ALL SELECT * FROM came');
    lies += await countDifferent(session, 'reckoned', 'now', Object.keys(table.columns));
  }
  return lies;
};

test(
  'runs in a draft give what they give one by one, in one version; the next run after it does what is left and no more',
  { timeout: 600_000 },
  async () => {
    const first = testSeed();
    for (let seed = first; seed < first + deepCount(2, 60); seed++) {
      const random = seededRandom(seed);
      await using root = scratchLake({ threads: 1 });
      const singly: Scratch = { ...root, lake: scratchOf(root, 'singly') };
      const drafted: Scratch = { ...root, lake: scratchOf(root, 'drafted') };
      for (const scratch of [singly, drafted]) await landAndRun(scratch, { rows: someLines(0, 3000) });
      for (let night = 0; night < 2; night++) {
        const landings = Array.from({ length: 2 + random.below(3) }, (_, at) => someRun(random, night * 10 + at));
        const before = drafted.lake.head();
        await runSingly(singly, landings);
        const after = await inDraft(drafted, landings);
        expect(await different(singly, drafted), `AUDIT_TEST_SEED=${seed}, night ${night}`).toBe(0);
        expect(after.version - before.version, `AUDIT_TEST_SEED=${seed}, night ${night}`).toBeLessThanOrEqual(1);
        expect(await changeLies(drafted, before, after), `AUDIT_TEST_SEED=${seed}, night ${night}`).toBe(0);
        expect(
          Object.values(after.tables).every(({ changedAt, changes }) =>
            [changedAt, ...changes.map(({ version }) => version)].every((version) => version <= after.version),
          ),
          `AUDIT_TEST_SEED=${seed}, night ${night}`,
        ).toBe(true);
      }
      // What a draft left stale is made up for, and then nothing is left to do.
      for (const scratch of [singly, drafted]) await landAndRun(scratch, { runKey: 'made-up' });
      expect(await different(singly, drafted), `AUDIT_TEST_SEED=${seed}`).toBe(0);
      const { version } = drafted.lake.head();
      const idle = await landAndRun(drafted, { runKey: 'idle' });
      expect(idle.version, `AUDIT_TEST_SEED=${seed}`).toBe(version);
      const next = await landAndRun(drafted, { rows: someLines(90_000, 90_003), runKey: 'next' });
      expect(
        next.accounts.map(({ mode }) => mode),
        `AUDIT_TEST_SEED=${seed}`,
      ).toEqual(['keys', 'keys']);
      await landAndRun(singly, { rows: someLines(90_000, 90_003), runKey: 'next' });
      expect(await different(singly, drafted), `AUDIT_TEST_SEED=${seed}`).toBe(0);
    }
  },
);

test('a draft in which nothing changes publishes nothing', async () => {
  await using scratch = scratchLake();
  const head = await landAndRun(scratch, { rows: someLines(0, 100) });
  expect(await inDraft(scratch, [{}, { job: ordersOnly }])).toEqual(head);
  expect(scratch.lake.versions()).toEqual([1]);
});

test('a draft that was given up in the middle goes on behind its last commit', async () => {
  await using scratch = scratchLake();
  class Killed extends Error {}
  await landAndRun(scratch, { rows: someLines(0, 3000) });
  const killed = inDraft(scratch, [{ rows: someLines(3000, 3010) }], async ({ made }) => {
    made.commit(made.head, { ...made.head, accounts: [] }, { marked: 'in the same note as its commit' });
    throw new Killed();
  });
  await expect(killed).rejects.toThrow(Killed);
  expect(scratch.lake.versions()).toEqual([1]);
  const { version, accounts } = await inDraft(scratch, [], async ({ made }) => {
    expect([made.head.version, made.finished('marked'), made.finished('run 0')]).toEqual([3, 'in the same note as its commit', undefined]);
    expect(made.accounts.map(({ part }) => part)).toEqual(['run 0', 'run 0']);
  });
  expect([version, accounts.length, scratch.lake.head().tables['silver_lines']?.rows]).toEqual([2, 2, 3010]);
});
