import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { LakeBusy, WriteFailed } from '@audit/contract';
import { expect, test } from 'vitest';
import { batchesOf, violationsOf } from './batch-run.ts';
import { isDeep } from '../../deep-count.fixture.ts';
import { Lake } from '../lake.ts';
import { localFileSystem } from '../local-file-system.ts';
import { temporaryFolder } from './temporary-folder.ts';

const script = fileURLToPath(new URL('concurrent-run.ts', import.meta.url));
const start = (...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });

const linesOf = async (child: ChildProcess): Promise<readonly string[]> => {
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(child, 'close');
  expect(child.exitCode).toBe(0);
  return text.split('\n').filter((line) => line !== '');
};

const held = async (root: string): Promise<ChildProcess> => {
  const child = start('hold', root);
  await once(child.stdout!, 'data');
  return child;
};

test('a reader beside writers in other processes sees only whole versions, and every batch once', async () => {
  using folder = temporaryFolder();
  const batches = isDeep ? 100 : 8;
  const names = ['x', 'y', 'z'];
  const writers = names.map((name) => linesOf(start('write', folder.path, name, String(batches))));
  const running = Promise.all(writers).then((lines) => lines.flat());
  const seen = new Set<number>();
  const over = new AbortController();
  void running.finally(() => over.abort());
  while (!over.signal.aborted) {
    const lake = Lake.open(folder.path);
    const head = lake.head();
    seen.add(head.version);
    expect(violationsOf(localFileSystem, lake, head)).toEqual([]);
    await pause(1);
  }
  const busy = await running;
  const lake = Lake.open(folder.path);
  const expected = names.flatMap((name) => Array.from({ length: batches }, (_, batch) => `${name}-${batch}`));
  expect(batchesOf(localFileSystem, lake, lake.head()).toSorted()).toEqual(expected.toSorted());
  expect(lake.verify()).toMatchObject({ ok: true });
  expect(seen.size).toBeGreaterThan(2);
  for (const line of busy) expect(JSON.parse(line)).toMatchObject({ busy: 75 });
});

test('a second writer is refused at once and told who holds the lock', async () => {
  using folder = temporaryFolder();
  const child = await held(folder.path);
  try {
    const refused = await Lake.open(folder.path)
      .lock({ runId: 'mine', command: 'test' })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(LakeBusy);
    expect((refused as LakeBusy).exitCode).toBe(75);
    expect((refused as LakeBusy).message).toContain(`"audit build-mart" (pid ${child.pid}, run held-run, since 20`);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'close');
  }
});

test('the lock of a killed writer is free at once', async () => {
  using folder = temporaryFolder();
  const child = await held(folder.path);
  child.kill('SIGKILL');
  await once(child, 'close');
  await using lock = await Lake.open(folder.path).lock({ runId: 'mine', command: 'test' });
  expect(lock.held).toBe(true);
});

test('two writers of one process exclude each other too, and a lock given back is free', async () => {
  using folder = temporaryFolder();
  {
    await using first = await Lake.open(folder.path).lock({ runId: 'one', command: 'first command' });
    await expect(Lake.open(folder.path).lock({ runId: 'two', command: 'second' })).rejects.toThrow('first command');
    expect(first.held).toBe(true);
  }
  await using again = await Lake.open(folder.path).lock({ runId: 'two', command: 'second' });
  expect(again.held).toBe(true);
});

test('a lock file that cannot be opened is a refused write, and the lake is not locked by the attempt', async () => {
  using folder = temporaryFolder();
  mkdirSync(join(folder.path, '_lock.duckdb'));
  await expect(Lake.open(folder.path).lock({ runId: 'one', command: 'first' })).rejects.toThrow(WriteFailed);
  rmdirSync(join(folder.path, '_lock.duckdb'));
  await using lock = await Lake.open(folder.path).lock({ runId: 'two', command: 'second' });
  expect(lock.held).toBe(true);
});
