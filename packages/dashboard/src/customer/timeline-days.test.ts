import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TimelineEntry } from '../api/customer360.ts';
import { isSameDay, timelineDays } from './timeline-days.ts';

const event = (id: number, day: string): TimelineEntry => ({
  id: String(id),
  happened_at: `${day}T08:00:00Z`,
  kind: 'meeting',
  title: '',
  amount: null,
  account_id: '',
  source_table: '',
  source_id: '',
});
/** So many events on each of some days, the newest first. */
const events = fc
  .array(fc.integer({ min: 1, max: 130 }), { maxLength: 6 })
  .map((counts) => counts.flatMap((count, at) => Array.from({ length: count }, (_, own) => event(at * 1000 + own, `2026-01-${30 - at}`))));

test('every event is there once and in its order, under its day, whatever it is cut into', () => {
  fc.assert(
    fc.property(events, (all) => {
      const days = timelineDays(all);
      expect(days.flatMap(({ stretches }) => stretches.flatMap((one) => one.events))).toEqual(all);
      for (const { day, count, stretches } of days) {
        expect(new Set(stretches.flatMap((one) => one.events.map(({ happened_at: at }) => at.slice(0, 10))))).toEqual(new Set([day]));
        expect(count).toBe(stretches.reduce((sum, one) => sum + one.events.length, 0));
        expect(stretches.map(({ start }) => start)).toEqual(stretches.map((_, at) => 1 + at * 40));
      }
    }),
  );
});

test('as more events come, days that were whole stay the same and are not drawn again', () => {
  fc.assert(
    fc.property(events, fc.nat(), (all, cut) => {
      const seen = timelineDays(all.slice(0, cut % (all.length + 1)));
      const more = timelineDays(all);
      seen.forEach((day, at) => {
        const isWhole = day.count === more[at]?.count;
        expect(isSameDay(day, more[at]!)).toBe(isWhole);
      });
    }),
  );
});
