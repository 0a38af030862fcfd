import { UnknownVersion, UsageError } from '@audit/contract';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { batchesOf, runBatch, violationsOf } from './drill/batch-run.ts';
import { deepCount } from '../deep-count.fixture.ts';
import { FaultDisk } from './drill/fault-disk.ts';
import { filesOfManifest } from './lake-files.ts';
import type { Lake } from './lake.ts';
import type { LakeLock } from './lake-lock.ts';
import { seededRandom } from './drill/seeded-random.ts';
import { type SimulatedProcess, simulatedProcess } from './drill/simulated-run.ts';

const lockOf = async (lake: Lake): Promise<LakeLock> => await lake.lock({ runId: 'v', command: 'vacuum' });

interface Keep {
  readonly versions: number;
  readonly keep: number;
  readonly tagged: readonly number[];
  readonly pinned: readonly number[];
}
const keeps: fc.Arbitrary<Keep> = fc.integer({ min: 1, max: 12 }).chain((versions) =>
  fc.record({
    versions: fc.constant(versions),
    keep: fc.integer({ min: 1, max: 14 }),
    tagged: fc.uniqueArray(fc.integer({ min: 1, max: versions }), { maxLength: 3 }),
    pinned: fc.uniqueArray(fc.integer({ min: 1, max: versions }), { maxLength: 2 }),
  }),
);

const lakeOf = async ({ versions, tagged }: Pick<Keep, 'versions' | 'tagged'>): Promise<SimulatedProcess> => {
  const process = simulatedProcess(new FaultDisk(seededRandom(1)));
  for (let batch = 1; batch <= versions; batch++) await runBatch(process, `batch-${batch}`);
  const lock = await lockOf(process.lake);
  for (const version of tagged) process.lake.tag(lock, `t${version}`, version);
  return process;
};

test('vacuum removes nothing that a kept version, tag or pin lists, and everything else', async () => {
  await fc.assert(
    fc.asyncProperty(keeps, fc.integer({ min: 1, max: 14 }), async (what, keepLater) => {
      const { fs, lake } = await lakeOf(what);
      const pins = what.pinned.map((version) => lake.pin(version));
      const lock = await lockOf(lake);
      for (const keep of [what.keep, keepLater]) {
        const newest = Array.from({ length: Math.min(keep, what.versions) }, (_, back) => what.versions - back);
        const before = lake.versions();
        const expected = [...new Set([...newest, ...what.tagged, ...what.pinned])]
          .filter((version) => before.includes(version))
          .toSorted((a, b) => a - b);
        const planned = lake.vacuum(lock, { keep, dryRun: true });
        const done = lake.vacuum(lock, { keep });
        expect(planned).toEqual(done);
        expect(lake.versions()).toEqual(expected);
        for (const version of expected) expect(violationsOf(fs, lake, lake.at(version))).toEqual([]);
        const listed = new Set(expected.flatMap((version) => filesOfManifest(lake.at(version)).map((file) => file.path.split('/').at(-1))));
        const there = [...fs.list('/srv/lake/silver/lines'), ...fs.list('/srv/lake/gold/totals')];
        expect(new Set(there)).toEqual(listed);
        expect(lake.verify()).toMatchObject({ ok: true });
        expect(fs.list('/srv/lake/_log').filter((name) => /^\d/.test(name)).length).toBe(what.versions - expected[0]! + 1);
      }
      for (const pin of pins) pin[Symbol.dispose]();
    }),
    { numRuns: deepCount(60, 2000) },
  );
});

test('a version that vacuum dropped is unknown, though its log entry keeps the chain whole', async () => {
  const { lake } = await lakeOf({ versions: 6, tagged: [2] });
  lake.vacuum(await lockOf(lake), { keep: 2 });
  expect(lake.versions()).toEqual([2, 5, 6]);
  expect(() => lake.at(1)).toThrow(UnknownVersion);
  expect(() => lake.at(4)).toThrow(UnknownVersion);
  expect(lake.verify()).toMatchObject({ ok: true });
});

test('files that the notes of a stage folder name are spared, so that the run can be resumed', async () => {
  const { fs, lake } = await lakeOf({ versions: 1, tagged: [] });
  const lock = await lockOf(lake);
  const stage = lake.stage(lock, 'broken', '2026-01-05T02:00:00.000000Z');
  fs.writeNew(stage.file('x'), Buffer.from('half a run'));
  const file = stage.adopt({ layer: 'gold', name: 'totals' }, stage.file('x'), 1);
  stage.keepNote('step', { state: { base: [file] } });
  expect(lake.vacuum(lock, { keep: 1 }).removed).toEqual([]);
  stage.drop();
  expect(lake.vacuum(lock, { keep: 1 }).removed).toEqual([file.path]);
});

test('a pin holds until it is disposed of, or until its reader gave no sign for ten minutes', async () => {
  const disk = new FaultDisk(seededRandom(1));
  let minute = 0;
  const reader = simulatedProcess(disk, { now: () => new Date(minute * 60_000) });
  for (const batch of ['1', '2', '3']) await runBatch(reader, batch);
  const lock = await lockOf(reader.lake);
  const first = reader.lake.pin(1);
  reader.lake.pin(2);
  minute = 9;
  expect(reader.lake.vacuum(lock, { keep: 1 }).kept).toEqual([1, 2, 3]);
  first[Symbol.dispose]();
  expect(reader.lake.vacuum(lock, { keep: 1 }).kept).toEqual([2, 3]);
  minute = 11;
  expect(reader.lake.vacuum(lock, { keep: 1 }).kept).toEqual([3]);
  expect(batchesOf(reader.fs, reader.lake, reader.lake.head())).toEqual(['1', '2', '3']);
  expect(reader.fs.list('/srv/lake/_pins')).toEqual([]);
});

test('vacuum must keep at least one version', async () => {
  const { lake } = await lakeOf({ versions: 1, tagged: [] });
  const lock = await lockOf(lake);
  expect(() => lake.vacuum(lock, { keep: 0 })).toThrow(UsageError);
  expect(() => lake.vacuum(lock, { keep: 1.5 })).toThrow(UsageError);
});
