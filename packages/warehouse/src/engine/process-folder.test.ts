import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { processFolder } from './process-folder.ts';

test('what dead processes left for a purpose is removed; what the living use, and other things, stay', () => {
  const directory = join(mkdtempSync(join(tmpdir(), 'audit-process-folder-')), 'made');
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const names = [`spill-${dead}-a`, `scratch-${dead}-b`, `spill-${process.pid}-c`, 'spill-notes'];
  for (const name of names) mkdirSync(join(directory, name), { recursive: true });
  const own = processFolder(directory, 'spill');
  expect(basename(own)).toMatch(new RegExp(`^spill-${process.pid}-`));
  expect(names.filter((name) => existsSync(join(directory, name)))).toEqual(names.slice(1));
  processFolder(directory, 'scratch');
  expect(names.filter((name) => existsSync(join(directory, name)))).toEqual(names.slice(2));
});
