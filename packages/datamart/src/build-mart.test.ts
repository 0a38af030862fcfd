import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputRefused, Interrupted, OutOfMemory, orders, WriteFailed } from '@audit/contract';
import { fileSource, type Lake } from '@audit/warehouse';
import { afterAll, expect, test } from 'vitest';
import { jsonSource, openTrialMart } from './trial-mart.fixture.ts';

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

test.each(['line_total', 'line_margin'])(
  'an order whose lines add up to more than its sum of %s holds is bad data, and named',
  async (column) => {
    const most = '99999999999999999999';
    const line = (order: string) => ({ order_id: order, customer_id: 'c', event_ts: '2025-01-01', line_total: '1', [column]: most });
    const records = [{ ...line('small'), [column]: '1' }, ...Array.from({ length: 180 }, () => line('huge'))];
    const lake = trial.lake();
    const error = await rejected(trial.build(lake, [jsonSource('lines.json', records)], { onError: 'quarantine' }));
    expect(error).toBeInstanceOf(InputRefused);
    expect(error).toMatchObject({
      counts: { NUMBER_OUT_OF_RANGE: 180 },
      problems: [{ source: 'lines.json', record: 2, column, reason: 'the lines of order huge add up to 1.7e22 or more' }],
    });
    expect(staged(lake)).toEqual([]);
    expect((await trial.build(lake, [jsonSource('lines.json', records.slice(0, 150))])).committed).toBe(true);
  },
);
