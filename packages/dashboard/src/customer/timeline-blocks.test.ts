import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TimelineEntry } from '../api/customer360.ts';
import { isSameBlock, timelineBlocks } from './timeline-blocks.ts';

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
  .array(fc.integer({ min: 1, max: 130 }), { maxLength: 12 })
  .map((counts) => counts.flatMap((count, at) => Array.from({ length: count }, (_, own) => event(at * 1000 + own, `2026-01-${30 - at}`))));

test('every event is there once and in its order, under its day, whatever it is cut into', () => {
  fc.assert(
    fc.property(events, (all) => {
      const stretches = timelineBlocks(all).flat();
      expect(stretches.flatMap((one) => one.events)).toEqual(all);
      for (const { day, events: own } of stretches)
        expect(new Set(own.map(({ happened_at: at }) => at.slice(0, 10)))).toEqual(new Set([day]));
      for (const [, own] of Map.groupBy(stretches, ({ day }) => day)) {
        const total = own.reduce((sum, one) => sum + one.events.length, 0);
        expect(own.map(({ start, count }) => [start, count])).toEqual(own.map((_, at) => [1 + at * 40, total]));
      }
    }),
  );
});

test('no block has more than twice forty events: it is drawn within a frame', () => {
  fc.assert(
    fc.property(events, (all) => timelineBlocks(all).every((block) => block.reduce((sum, one) => sum + one.events.length, 0) < 80)),
  );
});

test('as more events come, blocks whose days were whole stay the same and are not drawn again', () => {
  fc.assert(
    fc.property(events, fc.nat(), (all, cut) => {
      const shown = all.slice(0, cut % (all.length + 1));
      const lastDay = shown.at(-1)?.happened_at.slice(0, 10);
      const more = timelineBlocks(all);
      timelineBlocks(shown)
        .slice(0, -1)
        .forEach((block, at) => {
          const isWhole = block.every(({ day }) => day !== lastDay);
          if (isWhole) expect(isSameBlock(block, more[at]!)).toBe(true);
        });
    }),
  );
});
