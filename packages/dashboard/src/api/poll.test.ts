import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Recommendation } from './customer360.ts';
import { pollMs } from './poll.ts';

type Execution = NonNullable<Recommendation['execution']>;
const of = (state: Execution['state'], updatedAt: string): Pick<Recommendation, 'execution'> => ({
  execution: {
    state,
    attempt: 1,
    connector: 'crm',
    requested_at: updatedAt,
    requested_by: 'k',
    updated_at: updatedAt,
    due_on: null,
    error: null,
  },
});
const now = Date.parse('2026-10-02T12:00:00Z');
const before = (ms: number): string => new Date(now - ms).toISOString();

test('nothing is asked again while no action is under way', () => {
  expect(pollMs([{ execution: null }, of('succeeded', before(0)), of('failed', before(0)), of('cancelled', before(0))], now)).toBe(false);
});

test('the longer nothing happens the seldomer it is asked, from each second to each fifteen; the newest change counts', () => {
  expect(pollMs([of('requested', before(0))], now)).toBe(1000);
  expect(pollMs([of('requested', before(60_000)), of('running', before(8000))], now)).toBe(4000);
  expect(pollMs([of('running', before(3_600_000))], now)).toBe(15_000);
});

test('a clock that is wrong never makes it busier than once a second', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e9, max: 1e9 }), (ms) => {
      const wait = pollMs([of('running', before(ms))], now);
      return wait !== false && wait >= 1000 && wait <= 15_000;
    }),
  );
});
