import { fingerprint, orders as goldOrders, type Table } from '@audit/contract';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { TableState } from '../lake/table-state.ts';
import { decide, madeOf, type Step } from './decide.ts';
import { defineStage } from './define-stage.ts';
import { ordersStage } from './sample/stages.ts';
import { lines, orders, ranks } from './sample/tables.ts';
import type { Stage } from './stage.ts';

const engine = { name: 'duckdb', version: 'v1' } as const;
const stateOf = (table: Table, changedAt: number, change: Partial<TableState> = {}): TableState => ({
  fingerprint: fingerprint(table),
  rows: 1,
  keys: 1,
  base: [],
  mask: null,
  delta: null,
  changes: Array.from({ length: changedAt }, (_, at) => ({ version: at + 1, removed: null, added: [] })),
  changedAt,
  made: null,
  ...change,
});
const stepOf = (stage: Stage, at: Readonly<Record<string, number>>, params = {}): Step => ({
  stage,
  params,
  from: Object.fromEntries(Object.entries(stage.reads).map(([name, { table }]) => [name, { table, state: stateOf(table, at[name] ?? 1) }])),
});
/** How a step is computed when its table was made by another. */
const decision = (now: Step, before: Step, change: Partial<TableState> = {}): string => {
  const was = stateOf(now.stage.writes, 1, { made: madeOf(before, engine), ...change });
  const { mode, why } = decide(now, madeOf(now, engine), was);
  return `${mode}: ${why}`;
};

const rated = defineStage({
  id: 'sample/rated',
  reads: { orders: { table: orders, by: { order_id: 'order_id' } }, rates: { table: goldOrders, by: 'whole' } },
  writes: ranks,
  key: ['order_id'],
  params: z.strictObject({}),
  model: 'SELECT o.order_id, o.line_count AS place FROM orders o CROSS JOIN rates r',
});
const keyless = defineStage({
  id: 'sample/keyless',
  reads: { orders: { table: orders, by: 'whole' } },
  writes: ranks,
  params: z.strictObject({}),
  model: 'SELECT order_id, line_count AS place FROM orders',
});

describe('a step', () => {
  const before = stepOf(ordersStage, { lines: 3 });
  test('is skipped when nothing it depends on changed', () => {
    expect(decision(before, before)).toBe('skip: same inputs, code and parameters');
  });
  test('is done by key when inputs read by key changed', () => {
    expect(decision(stepOf(ordersStage, { lines: 5 }), before)).toBe('keys: lines changed');
  });
  test('is done whole when it is new', () => {
    expect(decide(before, madeOf(before, engine), undefined)).toEqual({ mode: 'whole', why: 'first run' });
  });
  test('is done whole after another code or other parameters', () => {
    expect(decision(before, { ...before, stage: { ...ordersStage, code: 'older' } })).toBe('whole: code, contract or engine changed');
    expect(decision(before, { ...before, params: { unit: 'month' } })).toBe('whole: parameters changed');
  });
  test('is done whole when the table was declared otherwise', () => {
    expect(decision(stepOf(ordersStage, { lines: 5 }), before, { fingerprint: 'older' })).toBe(
      'whole: the declaration of the table changed',
    );
  });
  test('is done whole when an input read whole changed', () => {
    const rates = stepOf(rated, { orders: 1, rates: 1 });
    expect(decision(stepOf(rated, { orders: 2, rates: 2 }), rates)).toBe('whole: rates changed and is read whole');
    expect(decision(stepOf(rated, { orders: 2, rates: 1 }), rates)).toBe('keys: orders changed');
  });
  test('is done whole without a key', () => {
    expect(decision(stepOf(keyless, { orders: 2 }), stepOf(keyless, { orders: 1 }))).toBe('whole: orders changed; the stage has no key');
  });
  test('is done whole when the change sets it needs are gone', () => {
    const gone = stateOf(lines, 5, { changes: [{ version: 5, removed: null, added: [] }] });
    expect(decision({ ...before, from: { lines: { table: lines, state: gone } } }, before)).toBe(
      'whole: the changes of lines are not kept row by row',
    );
  });
  test('is done whole when an input is another table than before', () => {
    const other = { ...before, from: { lines: { table: { ...lines, name: 'other_lines' }, state: stateOf(lines, 3) } } };
    expect(decision(before, other)).toBe('whole: lines is another table than before');
  });
});
