import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputRefused, Interrupted, OutOfMemory, orders, WriteFailed } from '@audit/contract';
import { fileSource, type Lake } from '@audit/warehouse';
import { afterAll, expect, test } from 'vitest';
import { openTrialMart } from './trial-mart.fixture.ts';

const trial = openTrialMart();
const folder = mkdtempSync(join(tmpdir(), 'audit-resume-'));
afterAll(async () => {
  await trial[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const input = (name: string, lines: readonly string[]) => {
  writeFileSync(join(folder, name), ['order_id,customer_id,event_ts,line_total', ...lines, ''].join('\n'));
  return fileSource(join(folder, name), name);
};
const staged = (lake: Lake): readonly string[] => readdirSync(join(lake.root, '_stage'));
const rejected = async (work: Promise<unknown>): Promise<unknown> => await work.then(undefined, (error: unknown) => error);

test.each([
  new Interrupted('SIGINT'),
  new OutOfMemory('computing the periods', '1 GB'),
  new WriteFailed('gold/orders', 'no space left on device'),
])('a run that ended early is taken up behind its last finished step: $code', async (end) => {
  const lake = trial.lake();
  const lines = input('lines.csv', ['O1,a,2025-01-01T00:00:00Z,1', 'O2,b,2025-01-02T00:00:00Z,2']);
  const endAfterOrders = ({ step }: { readonly step: string }): void => {
    if (step === 'datamart/orders') throw end;
  };
  expect(await rejected(trial.build(lake, [lines], {}, endAfterOrders))).toBe(end);
  expect(lake.head().version).toBe(0);
  expect(staged(lake)).toHaveLength(1);
  const { steps, committed } = await trial.build(lake, [lines]);
  expect(steps.filter(({ resumed }) => resumed).map(({ step }) => step)).toEqual(['datamart/orders']);
  expect(committed).toBe(true);
  expect(await trial.rows(lake, orders)).toHaveLength(2);
  expect(staged(lake)).toEqual([]);
});

test('what a refused run had staged is dropped', async () => {
  const lake = trial.lake();
  const error = await rejected(trial.build(lake, [input('bad.csv', ['O1,a,2025-01-01T00:00:00Z,1', 'O2,b,yesterday,2'])]));
  expect(error).toBeInstanceOf(InputRefused);
  expect(staged(lake)).toEqual([]);
});
