import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Assertion,
  CommitOutcomeUnknown,
  DamagedFile,
  DamagedLog,
  HeadMoved,
  NetworkDisk,
  UnknownVersion,
  UsageError,
  WriteFailed,
} from '@audit/contract';
import { describe, expect, test } from 'vitest';
import { batchesOf, publishBatch, runBatch } from './drill/batch-run.ts';
import { FaultDisk } from './drill/fault-disk.ts';
import { FaultFileSystem } from './drill/fault-file-system.ts';
import type { FileSystem } from './file-system.ts';
import { Lake, type LakeOptions } from './lake.ts';
import { localFileSystem } from './local-file-system.ts';
import { processLock } from './process-lock.ts';
import { seededRandom } from './drill/seeded-random.ts';
import { simulatedProcess } from './drill/simulated-run.ts';
import { temporaryFolder } from './drill/temporary-folder.ts';

const holder = { runId: 'run', command: 'test' };
const clock = '2026-01-05T02:00:00.000000Z';
const fs = localFileSystem;

const openLake = (path: string, options: LakeOptions = {}): Lake => Lake.open(path, { locker: processLock, ...options });

/** A lake with these batches, one version each, an hour apart from midnight of 5 January. */
const lakeWith = async (path: string, batches: readonly string[]): Promise<Lake> => {
  let hour = 0;
  const now = (): Date => new Date(Date.UTC(2026, 0, 5, hour));
  const lake = openLake(path, { now });
  for (const batch of batches) {
    await runBatch({ fs, lake }, batch);
    hour++;
  }
  return lake;
};

describe('a lake', () => {
  test('that nobody wrote to is version 0 and has no folder', () => {
    using folder = temporaryFolder();
    const lake = openLake(join(folder.path, 'lake'));
    expect(lake.head().version).toBe(0);
    expect(lake.at('head').tables).toEqual({});
    expect(lake.versions()).toEqual([]);
    expect(lake.verify()).toEqual({ ok: true, checked: 1, errors: [] });
    expect(existsSync(lake.root)).toBe(false);
  });

  test('keeps its log and data under the names the architecture gives them', async () => {
    using folder = temporaryFolder();
    const lake = await lakeWith(folder.path, ['a']);
    expect(readdirSync(join(lake.root, '_log'))).toEqual(['00000000000000000001.json']);
    expect(readdirSync(join(lake.root, 'silver', 'lines'))).toEqual([
      expect.stringMatching(/^silver_lines_20260105T020000000000Z_[0-9a-f]{8}\.parquet$/),
    ]);
    expect(readdirSync(join(lake.root, '_stage'))).toEqual([]);
  });

  test('chains each version to the content of the one before', async () => {
    using folder = temporaryFolder();
    const lake = await lakeWith(folder.path, ['a', 'b']);
    const { sum } = JSON.parse(readFileSync(join(lake.root, '_log', '00000000000000000001.json'), 'utf8')) as { readonly sum: string };
    expect(lake.head().parentSum).toBe(sum);
    expect(lake.at(1).parentSum).toBe('');
  });

  test('does not let a run publish on top of a version that is not the head any more', async () => {
    using folder = temporaryFolder();
    const lake = await lakeWith(folder.path, ['a']);
    await using lock = await lake.lock(holder);
    const base = lake.head();
    publishBatch({ fs, lake }, lock, 'b');
    const { format: _f, version: _v, parentSum: _p, committedAt: _c, ...draft } = base;
    expect(() => lake.commit(lock, base, draft)).toThrow(HeadMoved);
    expect(() => lake.commit(lock, base, draft)).toThrow('moved from version 1 to 2');
  });

  test('refuses to list a file that is not there, and a writer without the lock', async () => {
    using folder = temporaryFolder();
    const lake = await lakeWith(folder.path, ['a']);
    const lock = await lake.lock(holder);
    const head = lake.head();
    const state = head.tables['silver_lines']!;
    const draft = { ...head, tables: { silver_lines: { ...state, base: [{ ...state.base[0]!, path: 'silver/lines/none.parquet' }] } } };
    expect(() => lake.commit(lock, head, draft)).toThrow(Assertion);
    await lock[Symbol.asyncDispose]();
    expect(() => lake.commit(lock, head, head)).toThrow(Assertion);
    expect(lake.head().version).toBe(1);
  });

  test('on a network disk is refused unless forced', async () => {
    using folder = temporaryFolder();
    const nfs: FileSystem = { ...localFileSystem, diskType: () => 0x6969 };
    await expect(openLake(folder.path, { fs: nfs }).lock(holder)).rejects.toThrow(NetworkDisk);
    const lock = await openLake(folder.path, { fs: nfs, allowNetworkDisk: true }).lock(holder);
    await lock[Symbol.asyncDispose]();
  });

  test('says that the outcome is unknown when the disk fails after the version has its name', async () => {
    const disk = new FaultDisk(seededRandom(1));
    const counted = simulatedProcess(disk);
    await runBatch(counted, 'a');
    const outcomes = new Map<string, string>();
    for (let at = 1; at <= counted.fs.calls; at++) {
      const struckDisk = new FaultDisk(seededRandom(1));
      const struck = simulatedProcess(struckDisk, { fault: { at, kind: 'EIO' } });
      const error = await runBatch(struck, 'a').then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (error === undefined) continue;
      const there = new FaultFileSystem(struckDisk).stat('/srv/lake/_log/00000000000000000001.json') !== undefined;
      outcomes.set(
        error instanceof CommitOutcomeUnknown ? 'unknown' : error instanceof WriteFailed ? 'failed' : 'other',
        there ? 'published' : 'not published',
      );
      if (error instanceof WriteFailed) expect(there, `call ${at}`).toBe(false);
    }
    expect(outcomes.get('unknown')).toBe('published');
    expect(outcomes.get('failed')).toBe('not published');
  });
});

describe('time travel', () => {
  test.each([
    [1, 1],
    ['2', 2],
    ['head', 3],
    ['2026-01-05T01:30:00Z', 2],
    ['2026-01-05T03:30:00+02:00', 2],
    ['2026-01-05', 3],
    ['year-end', 2],
  ])('%s is version %d', async (reference, version) => {
    using folder = temporaryFolder();
    const lake = await lakeWith(folder.path, ['a', 'b', 'c']);
    {
      await using lock = await lake.lock(holder);
      lake.tag(lock, 'year-end', 2);
    }
    expect(lake.at(reference).version).toBe(version);
  });

  test.each([['4'], ['0'], ['2026-01-04'], ['2026-01-05T01:00:00'], ['2026-13-45'], ['2026-02-31'], ['nonsense'], ['../etc/passwd']])(
    'there is no version %s',
    async (reference) => {
      using folder = temporaryFolder();
      const lake = await lakeWith(folder.path, ['a', 'b']);
      expect(() => lake.at(reference)).toThrow(UnknownVersion);
    },
  );

  test('a clock set back does not put a version before its parent', async () => {
    using folder = temporaryFolder();
    let day = 10;
    const lake = openLake(folder.path, { now: () => new Date(Date.UTC(2026, 0, day)) });
    await runBatch({ fs, lake }, 'a');
    day = 3;
    await runBatch({ fs, lake }, 'b');
    expect(() => lake.at('2026-01-05')).toThrow(UnknownVersion);
    expect(lake.at('2026-01-10').version).toBe(2);
  });

  test('a tag can be moved and removed, and must be a name', async () => {
    using folder = temporaryFolder();
    const lake = await lakeWith(folder.path, ['a', 'b']);
    await using lock = await lake.lock(holder);
    lake.tag(lock, 'good', 1);
    lake.tag(lock, 'good', 2);
    expect(lake.at('good').version).toBe(2);
    expect(lake.tags()).toEqual(['good']);
    lake.untag(lock, 'good');
    expect(() => lake.at('good')).toThrow(UnknownVersion);
    expect(() => lake.tag(lock, '2026-01-05', 1)).toThrow(UsageError);
    expect(() => lake.tag(lock, 'x/../y', 1)).toThrow(UsageError);
    expect(() => lake.tag(lock, 'future', 7)).toThrow(UnknownVersion);
  });
});

describe('a stage folder', () => {
  test('keeps the clock and the notes of the first attempt', async () => {
    using folder = temporaryFolder();
    const lake = openLake(folder.path);
    await using lock = await lake.lock(holder);
    lake.stage(lock, 'key', clock).keepNote('step/one', { rows: 3 });
    const again = lake.stage(lock, 'key', '2027-01-01T00:00:00.000000Z');
    expect(again.clock).toBe(clock);
    expect(again.note('step/one')).toEqual({ rows: 3 });
    expect(again.note('step/two')).toBeUndefined();
  });

  test('gives equal content under an equal run key an equal name', async () => {
    using folder = temporaryFolder();
    const lake = openLake(folder.path);
    await using lock = await lake.lock(holder);
    const adopt = (): string => {
      const stage = lake.stage(lock, 'key', clock);
      writeFileSync(stage.file('x'), 'same');
      return stage.adopt({ layer: 'gold', name: 'orders' }, stage.file('x'), 1).path;
    };
    expect(adopt()).toBe(adopt());
  });

  test.each([
    ['is gone', (path: string): void => localFileSystem.unlink(path)],
    ['was changed', (path: string): void => writeFileSync(path, 'evil')],
  ])('forgets a note that names a file which %s', async (_, damage) => {
    using folder = temporaryFolder();
    const lake = openLake(folder.path);
    await using lock = await lake.lock(holder);
    const stage = lake.stage(lock, 'key', clock);
    writeFileSync(stage.file('x'), 'good');
    const file = stage.adopt({ layer: 'gold', name: 'orders' }, stage.file('x'), 1);
    stage.keepNote('step', { state: { base: [file] } });
    expect(stage.note('step')).toEqual({ state: { base: [file] } });
    damage(join(lake.root, file.path));
    expect(lake.stage(lock, 'key', clock).note('step')).toBeUndefined();
  });

  test('hashes the files of the run that a note names, not those of the head as well', async () => {
    using folder = temporaryFolder();
    await lakeWith(folder.path, ['a']);
    const hashed: string[] = [];
    const watching: FileSystem = {
      ...localFileSystem,
      chunks: (path) => {
        hashed.push(path);
        return localFileSystem.chunks(path);
      },
    };
    const lake = openLake(folder.path, { fs: watching });
    await using lock = await lake.lock(holder);
    const stage = lake.stage(lock, 'key', clock);
    writeFileSync(stage.file('x'), 'new');
    const added = stage.adopt({ layer: 'silver', name: 'lines' }, stage.file('x'), 1);
    const old = lake.head().tables['silver_lines']!.base;
    stage.keepNote('step', { state: { base: [...old, added] } });
    hashed.length = 0;
    expect(lake.stage(lock, 'key', clock).note('step')).toEqual({ state: { base: [...old, added] } });
    expect(hashed).toEqual([join(lake.root, added.path)]);
  });

  test('starts anew when its clock was lost', async () => {
    using folder = temporaryFolder();
    const lake = openLake(folder.path);
    await using lock = await lake.lock(holder);
    lake.stage(lock, 'key', clock).keepNote('step', 1);
    writeFileSync(join(lake.root, '_stage', 'key', 'clock.note.json'), '');
    const again = lake.stage(lock, 'key', '2027-01-01T00:00:00.000000Z');
    expect(again.clock).toBe('2027-01-01T00:00:00.000000Z');
    expect(again.note('step')).toBeUndefined();
  });
});

describe('recovery', () => {
  test('needs no hand where a later run publishes: what a broken run staged on another head goes with its commit', async () => {
    using folder = temporaryFolder();
    const lake = await lakeWith(folder.path, ['a']);
    await using lock = await lake.lock(holder);
    writeFileSync(lake.stage(lock, 'broken', clock).file('x'), 'half');
    publishBatch({ fs, lake }, lock, 'b');
    expect(readdirSync(join(lake.root, '_stage'))).toEqual([]);
  });

  test('of what the disk will not even show is left for later: the commit stands', async () => {
    using folder = temporaryFolder();
    const whole = await lakeWith(folder.path, ['a']);
    const failing: FileSystem = {
      ...localFileSystem,
      list: (path) => {
        if (path.endsWith('broken')) throw Object.assign(new Error('EIO: simulated'), { code: 'EIO' });
        return localFileSystem.list(path);
      },
    };
    const lake = openLake(folder.path, { fs: failing });
    await using lock = await lake.lock(holder);
    whole.stage(lock, 'broken', clock);
    publishBatch({ fs: failing, lake }, lock, 'b');
    expect(lake.head().version).toBe(2);
    expect(readdirSync(join(lake.root, '_stage'))).toEqual(['broken']);
  });

  test('leaves the pin that a reader is about to set', async () => {
    using folder = temporaryFolder();
    let rename = (): void => {};
    const halting: FileSystem = {
      ...localFileSystem,
      rename: (from, to) => {
        if (to.includes('_pins')) rename();
        localFileSystem.rename(from, to);
      },
    };
    await lakeWith(folder.path, ['a']);
    const writer = openLake(folder.path);
    await using lock = await writer.lock(holder);
    rename = () => void writer.recover(lock);
    using pin = openLake(folder.path, { fs: halting }).pin(1);
    expect(pin).toBeDefined();
    expect(readdirSync(join(folder.path, '_pins'))).toHaveLength(1);
  });

  test('gives up broken runs, clears half-made files and names orphans', async () => {
    using folder = temporaryFolder();
    const lake = await lakeWith(folder.path, ['a']);
    await using lock = await lake.lock(holder);
    const stage = lake.stage(lock, 'broken', clock);
    writeFileSync(stage.file('x'), 'orphan');
    const orphan = stage.adopt({ layer: 'gold', name: 'orders' }, stage.file('x'), 1);
    lake.stage(lock, 'a', clock);
    writeFileSync(join(lake.root, '_log', '.tmp-left'), '');
    expect(lake.recover(lock)).toEqual({
      finished: ['a'],
      rolledBack: ['broken'],
      temporaries: ['_log/.tmp-left'],
      orphans: [orphan.path],
    });
    expect(readdirSync(join(lake.root, '_stage'))).toEqual([]);
    expect(lake.recover(lock)).toEqual({ finished: [], rolledBack: [], temporaries: [], orphans: [orphan.path] });
    expect(lake.vacuum(lock).removed).toEqual([orphan.path]);
  });
});

describe('reading', () => {
  test('verifies a file once, and again when it changed', async () => {
    using folder = temporaryFolder();
    let hashed = 0;
    const counting: FileSystem = {
      ...localFileSystem,
      chunks: (path) => {
        hashed++;
        return localFileSystem.chunks(path);
      },
    };
    await lakeWith(folder.path, ['a']);
    const lake = openLake(folder.path, { fs: counting });
    const [file] = lake.head().tables['silver_lines']!.base;
    expect(lake.path(file!)).toBe(join(lake.root, file!.path));
    lake.path(file!);
    expect(hashed).toBe(1);
    writeFileSync(join(lake.root, file!.path), 'b');
    expect(() => lake.path(file!)).toThrow(DamagedFile);
    expect(hashed).toBe(2);
  });

  test('works on a disk that cannot be written', async () => {
    using folder = temporaryFolder();
    await lakeWith(folder.path, ['a', 'b']);
    const refuse = (): never => {
      throw Object.assign(new Error('EROFS: simulated'), { code: 'EROFS' });
    };
    const writing = { writeNew: refuse, syncFile: refuse, syncFolder: refuse, rename: refuse, link: refuse, unlink: refuse };
    const readOnly: FileSystem = { ...localFileSystem, ...writing, makeFolder: refuse, removeFolder: refuse, diskType: refuse };
    const lake = openLake(folder.path, { fs: readOnly });
    expect(batchesOf(readOnly, lake, lake.head())).toEqual(['a', 'b']);
    expect(lake.verify().ok).toBe(true);
    expect(() => lake.pin(2)).toThrow(WriteFailed);
  });

  test('a missing entry in the middle of the log is damage, not history', async () => {
    using folder = temporaryFolder();
    await lakeWith(folder.path, ['a', 'b', 'c']);
    localFileSystem.unlink(join(folder.path, '_log', '00000000000000000002.json'));
    expect(() => openLake(folder.path).head()).toThrow(DamagedLog);
    expect(openLake(folder.path).verify().errors).toEqual([{ path: '_log/00000000000000000002.json', reason: 'the file is missing' }]);
  });
});
