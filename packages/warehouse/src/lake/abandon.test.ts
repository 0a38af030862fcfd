import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Lake } from './lake.ts';

const holder = { runId: 'run', command: 'test' };
const newRoot = (): string => join(mkdtempSync(join(tmpdir(), 'audit-abandon-')), 'lake');

test('a lake nothing was put into is gone once it is abandoned, and can be made anew', async () => {
  const root = newRoot();
  const lake = Lake.open(root);
  {
    await using lock = await lake.lock(holder);
    expect(lake.abandon(lock)).toBe(true);
    expect(existsSync(root)).toBe(false);
  }
  expect(existsSync(root)).toBe(false);
  await using again = await lake.lock(holder);
  expect(again.held).toBe(true);
});

test.each(['notes.txt', '_stage/run', '_log/00000000000000000001.json'])('a lake with %s in it stays', async (name) => {
  const root = newRoot();
  const lake = Lake.open(root);
  await using lock = await lake.lock(holder);
  if (name.startsWith('_stage')) mkdirSync(join(root, name));
  else writeFileSync(join(root, name), '{}');
  expect(lake.abandon(lock)).toBe(false);
  expect(existsSync(join(root, name))).toBe(true);
});
