import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DamagedLog, LakeBusy } from '@audit/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Lake } from './lake.ts';

let root: string;
beforeEach(() => {
  root = join(mkdtempSync(join(tmpdir(), 'audit-cursors-')), 'lake');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const holder = { runId: 'r', command: 'test' };
const leave = async (place: unknown): Promise<void> => {
  const lake = Lake.open(root);
  await using lock = await lake.lockCursors(holder);
  lake.moveCursor(lock, 'crm', place);
};

test('a cursor is where it was left last, for whoever opens the lake', async () => {
  expect(Lake.open(root).cursor('crm')).toBeUndefined();
  await leave({ at: 1 });
  await leave({ at: 2 });
  expect(Lake.open(root).cursor('crm')).toEqual({ at: 2 });
  expect(Lake.open(root).cursor('other')).toBeUndefined();
});

test('a cursor moves without a version, and beside a writer', async () => {
  const lake = Lake.open(root);
  await using _ = await lake.lock(holder);
  await leave({ at: 1 });
  expect(lake.head().version).toBe(0);
  expect(lake.verify()).toMatchObject({ ok: true });
});

test('of two who tell others, one waits its turn', async () => {
  const lake = Lake.open(root);
  await using _ = await lake.lockCursors(holder);
  await expect(Lake.open(root).lockCursors(holder)).rejects.toThrow(LakeBusy);
});

test('a cursor in which one bit has changed is refused, not guessed', async () => {
  await leave({ at: 1 });
  const path = join(root, '_cursors', 'crm.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('"at":1', '"at":3'));
  expect(() => Lake.open(root).cursor('crm')).toThrow(DamagedLog);
});

test('what a killed teller left half-made is gone after the next', async () => {
  mkdirSync(join(root, '_cursors'), { recursive: true });
  writeFileSync(join(root, '_cursors', '.tmp-1'), 'half');
  await leave({ at: 1 });
  expect(readdirSync(join(root, '_cursors')).filter((name) => name.startsWith('.tmp-'))).toEqual([]);
});
