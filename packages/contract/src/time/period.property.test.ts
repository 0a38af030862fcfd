import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Micros } from '../tables/column.ts';
import { granularities } from '../tables/customer-periods.ts';
import { formatInstant, parseInstant } from './instant.ts';
import { contains, overlaps, periodBounds } from './period.ts';

const zones = ['UTC', 'Europe/Berlin', 'America/Sao_Paulo', 'Atlantic/Azores', 'Pacific/Apia', 'Africa/Cairo', 'Asia/Kathmandu'];
const at = (text: string): Micros => parseInstant(text)?.micros as Micros;
const instant = fc.bigInt({ min: at('1980-01-01'), max: at('2035-01-01') }) as fc.Arbitrary<Micros>;
const granularity = fc.constantFrom(...granularities);
const zone = fc.constantFrom(...zones);

describe('the calendar period of an instant', () => {
  test('holds it, and so do not its neighbours, which it touches', () => {
    fc.assert(
      fc.property(granularity, instant, zone, (unit, micros, name) => {
        const period = periodBounds(unit, micros, name);
        expect(contains(period, micros)).toBe(true);
        const before = periodBounds(unit, (period.start - 1n) as Micros, name);
        const after = periodBounds(unit, period.end, name);
        expect(before.end).toBe(period.start);
        expect(after.start).toBe(period.end);
        expect([overlaps(before, period), overlaps(period, before), overlaps(period, after), overlaps(after, period)]).not.toContain(true);
        expect([contains(period, (period.start - 1n) as Micros), contains(period, period.end)]).toEqual([false, false]);
      }),
      { examples: [['day', at('2024-10-27T00:30:00Z'), 'Atlantic/Azores']] },
    );
  });

  test('overlaps itself and every stretch that shares an instant with it', () => {
    const day = periodBounds('day', at('2024-05-15'), 'UTC');
    const month = periodBounds('month', at('2024-05-15'), 'UTC');
    expect([overlaps(day, day), overlaps(day, month), overlaps(month, day)]).toEqual([true, true, true]);
  });

  test('is the same for every instant in it', () => {
    fc.assert(
      fc.property(granularity, instant, zone, fc.nat(1_000_000), (unit, micros, name, part) => {
        const period = periodBounds(unit, micros, name);
        const inside = (period.start + ((period.end - period.start - 1n) * BigInt(part)) / 1_000_000n) as Micros;
        expect(periodBounds(unit, inside, name)).toEqual(period);
      }),
    );
  });

  test.each([
    ['day', 'UTC', '2024-02-29T23:59:59.999999Z', '2024-02-29T00:00:00Z', '2024-03-01T00:00:00Z'],
    ['week', 'UTC', '2024-12-31T12:00:00Z', '2024-12-30T00:00:00Z', '2025-01-06T00:00:00Z'],
    ['month', 'Europe/Berlin', '2024-03-31T22:00:00Z', '2024-03-31T22:00:00Z', '2024-04-30T22:00:00Z'],
    ['quarter', 'UTC', '2024-12-31T23:59:59Z', '2024-10-01T00:00:00Z', '2025-01-01T00:00:00Z'],
    ['year', 'America/New_York', '2025-01-01T04:59:59Z', '2024-01-01T05:00:00Z', '2025-01-01T05:00:00Z'],
    ['day', 'America/Sao_Paulo', '2018-11-04T12:00:00Z', '2018-11-04T03:00:00Z', '2018-11-05T02:00:00Z'],
    ['year', 'UTC', '0050-06-01', '0050-01-01T00:00:00Z', '0051-01-01T00:00:00Z'],
  ] as const)('%s in %s of %s', (unit, name, micros, start, end) => {
    const period = periodBounds(unit, at(micros), name);
    expect([formatInstant(period.start), formatInstant(period.end)]).toEqual([start, end]);
  });
});
