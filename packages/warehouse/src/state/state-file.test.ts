import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineFailed, StateBusy } from '@audit/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StateFile } from './state-file.ts';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'audit-state-')), 'state');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

const tables = ['CREATE TABLE IF NOT EXISTS t (id VARCHAR PRIMARY KEY, n BIGINT NOT NULL)'];
const insert = (id: string, n: bigint | null) => ({ sql: 'INSERT INTO t VALUES ($1, $2)', values: [id, n] });

test('a change is kept whole, or not at all, and is there when it is opened again; nobody else may enter', async () => {
  {
    await using state = await StateFile.open(folder, tables);
    await state.transact([insert('a', 1n), insert('b', 2n)]);
    await expect(state.transact([insert('c', 3n), insert('a', 4n)])).rejects.toThrow(EngineFailed);
    await expect(state.transact([insert('d', 5n), insert('e', null)])).rejects.toThrow(EngineFailed);
    await Promise.all([state.transact([insert('f', 6n)]), state.transact([insert('g', 7n)])]);
    await expect(state.rows(`COPY t TO '${join(folder, '..', 'out.csv')}'`)).rejects.toThrow(EngineFailed);
  }
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  await using again = await StateFile.open(folder, tables);
  expect(await again.rows('SELECT id FROM t ORDER BY id')).toEqual([['a'], ['b'], ['f'], ['g']]);
});

test('a question asked before there were rows sees those that came', async () => {
  await using state = await StateFile.open(folder, tables);
  const newest = async () => await state.rows('SELECT id, n FROM t ORDER BY n DESC LIMIT 1');
  expect(await newest()).toEqual([]);
  for (const n of [1n, 2n, 300n]) {
    await state.transact([insert(`a text that is not short ${n}`, n)]);
    expect(await newest()).toEqual([[`a text that is not short ${n}`, n]]);
  }
  await state.transact([{ sql: 'DELETE FROM t WHERE n = $1', values: [300n] }]);
  expect(await newest()).toEqual([['a text that is not short 2', 2n]]);
});

test('one process has it at a time, and the other is told which; a killed one leaves it free', async () => {
  const first = await StateFile.open(folder, tables);
  await expect(StateFile.open(folder, tables)).rejects.toThrow(StateBusy);
  await first[Symbol.asyncDispose]();
  const program = `const { StateFile } = await import(${JSON.stringify(new URL('./state-file.ts', import.meta.url).href)});
    const state = await StateFile.open(${JSON.stringify(folder)}, ${JSON.stringify(tables)});
    await state.transact([{ sql: "INSERT INTO t VALUES ('x', 1)", values: [] }]);
    process.stdout.write('open');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  await expect(StateFile.open(folder, tables)).rejects.toThrow(`in use by another server (pid ${child.pid})`);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await using after = await StateFile.open(folder, tables);
  expect(await after.rows('SELECT id FROM t')).toEqual([['x']]);
});
