import { expect, test } from 'vitest';
import { groupSteps } from './run-groups.ts';

const step = (name: string, counts: Readonly<Record<string, number>>, mode = 'land') => ({
  step: name,
  mode,
  why: '',
  resumed: false,
  seconds: 1.5,
  counts,
});

test('steps are told by the part of the run they belong to, in its order, with their rows, refusals and time', () => {
  const groups = groupSteps([
    step('extract/a', { received: 3, quarantined: 1 }),
    step('extract/b', {}, 'skip'),
    step('metrics/aggregate', { gold_customer_360: 2, gold_customer_alert: 5 }),
    step('own', { rows: 4 }),
  ]);
  expect(groups.map(({ name, rows, refused, skipped, seconds }) => [name, rows, refused, skipped, seconds])).toEqual([
    ['extract', 3, 1, 1, 3],
    ['metrics', 7, 0, 0, 1.5],
    ['own', 4, 0, 0, 1.5],
  ]);
});
