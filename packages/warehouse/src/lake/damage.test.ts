import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DamagedFile, DamagedLog } from '@audit/contract';
import { expect, test } from 'vitest';
import { runBatch } from './drill/batch-run.ts';
import { deepCount, testSeed } from '../deep-count.fixture.ts';
import { filesOfManifest } from './lake-files.ts';
import { Lake } from './lake.ts';
import { localFileSystem } from './local-file-system.ts';
import { processLock } from './process-lock.ts';
import { seal } from './seal.ts';
import { seededRandom } from './drill/seeded-random.ts';
import { temporaryFolder } from './drill/temporary-folder.ts';

/** As a new process opens it: nothing is remembered as verified. */
const openLake = (path: string): Lake => Lake.open(path, { locker: processLock });

const lakeWithHistory = async (path: string): Promise<void> => {
  const lake = openLake(path);
  const run = async (batch: string): Promise<unknown> => await runBatch({ fs: localFileSystem, lake }, batch);
  for (const batch of ['one', 'two', 'three', 'four']) await run(batch);
  await using lock = await lake.lock({ runId: 'r', command: 'test' });
  lake.tag(lock, 'quarter', 2);
  lake.vacuum(lock, { keep: 2 });
};

/** Reads everything a user can read: every version, every tag, every file of them. */
const readAll = (lake: Lake): void => {
  lake.head();
  for (const reference of [...lake.versions(), ...lake.tags()]) for (const file of filesOfManifest(lake.at(reference))) lake.path(file);
};

const filesToDamage = (path: string): readonly string[] => {
  const lake = openLake(path);
  const log = localFileSystem.list(join(path, '_log')).map((name) => `_log/${name}`);
  const data = lake.versions().flatMap((version) => filesOfManifest(lake.at(version)).map((file) => file.path));
  return [...new Set([...log, ...data, '_tags/quarter.json'])];
};

/** What fails to notice that a file is damaged: nothing, if all is well. */
const blindTo = (path: string, target: string): readonly string[] => {
  const isVerified = openLake(path)
    .verify()
    .errors.some((error) => error.path === target);
  const error = errorOf(() => readAll(openLake(path)));
  const isRead = error instanceof (target.startsWith('_') ? DamagedLog : DamagedFile);
  return [...(isVerified ? [] : ['verify']), ...(isRead ? [] : ['read'])];
};

const errorOf = (work: () => void): unknown => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
};

const withFlippedBit = (bytes: Buffer, at: number, bit: number): Buffer => {
  const damaged = Buffer.from(bytes);
  // eslint-disable-next-line no-bitwise -- one bit
  damaged[at] = damaged[at]! ^ (1 << bit);
  return damaged;
};

test('any flipped bit of a data file, log entry or tag is reported by verify and by the next read in a new process', async () => {
  using folder = temporaryFolder();
  await lakeWithHistory(folder.path);
  expect(openLake(folder.path).verify()).toMatchObject({ ok: true, errors: [] });
  const seed = testSeed();
  const random = seededRandom(seed);
  const targets = filesToDamage(folder.path);
  expect(targets.length).toBeGreaterThan(10);
  for (let flip = 0; flip < deepCount(50, 1000); flip++) {
    const target = targets[flip] ?? random.pick(targets);
    const path = join(folder.path, target);
    const whole = readFileSync(path);
    const at = random.below(whole.length);
    const bit = random.below(8);
    writeFileSync(path, withFlippedBit(whole, at, bit));
    const where = `AUDIT_TEST_SEED=${seed}, flip ${flip}: bit ${bit} of byte ${at} of ${target}`;
    expect({ where, blind: blindTo(folder.path, target) }).toEqual({ where, blind: [] });
    writeFileSync(path, whole);
  }
  expect(openLake(folder.path).verify().ok).toBe(true);
}, 600_000);

test('an entry rewritten with a checksum of its own is found out by its successor', async () => {
  using folder = temporaryFolder();
  await lakeWithHistory(folder.path);
  const path = join(folder.path, '_log', '00000000000000000003.json');
  const { body } = JSON.parse(readFileSync(path, 'utf8')) as { readonly body: Readonly<Record<string, unknown>> };
  writeFileSync(path, seal({ ...body, runId: 'someone-else' }).bytes);
  expect(openLake(folder.path).verify().errors).toEqual([
    { path: '_log/00000000000000000003.json', reason: 'version 4 was committed on top of other content' },
  ]);
  expect(() => openLake(folder.path).head()).toThrow(DamagedLog);
});

test('an entry or a tag in the place of another is found out', async () => {
  using folder = temporaryFolder();
  await lakeWithHistory(folder.path);
  const entry = (version: number): string => join(folder.path, '_log', `${String(version).padStart(20, '0')}.json`);
  copyFileSync(join(folder.path, '_tags', 'quarter.json'), join(folder.path, '_tags', 'month.json'));
  expect(openLake(folder.path).verify().errors).toEqual([{ path: '_tags/month.json', reason: 'it is the tag "quarter"' }]);
  copyFileSync(entry(3), entry(4));
  expect(
    openLake(folder.path)
      .verify()
      .errors.map((error) => error.path),
  ).toContain('_log/00000000000000000004.json');
  expect(() => openLake(folder.path).head()).toThrow(DamagedLog);
});

test('a tag says so when the version it names has other content', async () => {
  using folder = temporaryFolder();
  await lakeWithHistory(folder.path);
  const lake = openLake(folder.path);
  {
    await using lock = await lake.lock({ runId: 'r', command: 'test' });
    lake.tag(lock, 'newest', 4);
  }
  // Nothing follows the head, so only the tag knows what it was.
  const path = join(folder.path, '_log', '00000000000000000004.json');
  const { body } = JSON.parse(readFileSync(path, 'utf8')) as { readonly body: Readonly<Record<string, unknown>> };
  writeFileSync(path, seal({ ...body, runId: 'someone-else' }).bytes);
  expect(() => openLake(folder.path).at('newest')).toThrow(DamagedLog);
  expect(openLake(folder.path).verify().errors).toEqual([
    { path: '_tags/newest.json', reason: 'version 4 is not the content that was tagged' },
  ]);
});

test('vacuum removes nothing when it cannot read what it must keep', async () => {
  using folder = temporaryFolder();
  await lakeWithHistory(folder.path);
  const lake = openLake(folder.path);
  const before = localFileSystem.list(join(folder.path, 'silver', 'lines'));
  writeFileSync(join(folder.path, '_tags', 'quarter.json'), 'damaged');
  await using lock = await lake.lock({ runId: 'r', command: 'test' });
  expect(() => lake.vacuum(lock, { keep: 1 })).toThrow(DamagedLog);
  expect(localFileSystem.list(join(folder.path, 'silver', 'lines'))).toEqual(before);
});
