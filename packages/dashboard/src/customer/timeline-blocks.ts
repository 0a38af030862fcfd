import type { TimelineEntry } from '../api/customer360.ts';

/** Some events of a day, the newest first; a day of many is cut into several. */
export interface Stretch {
  /** As YYYY-MM-DD. */
  readonly day: string;
  /** Place of the first one among those of its day, from 1: that one has the heading of the day above it. */
  readonly start: number;
  /** Events of the whole day. */
  readonly count: number;
  readonly events: readonly TimelineEntry[];
}

/** Stretches that are drawn or not as a whole. */
export type Block = readonly Stretch[];

const most = 40;

const stretchesOf = (day: string, own: readonly TimelineEntry[]): readonly Stretch[] =>
  Array.from({ length: Math.ceil(own.length / most) }, (_, at) => ({
    day,
    start: at * most + 1,
    count: own.length,
    events: own.slice(at * most, (at + 1) * most),
  }));

/** Events by the days they happened on, in their order, in blocks of some forty: as more come, blocks before the last one stay as they are. */
export const timelineBlocks = (events: readonly TimelineEntry[]): readonly Block[] => {
  const blocks: Stretch[][] = [];
  let room = 0;
  for (const [day, own] of Map.groupBy(events, ({ happened_at }) => happened_at.slice(0, 10)))
    for (const stretch of stretchesOf(day, own)) {
      if (room <= 0) {
        blocks.push([]);
        room = most;
      }
      blocks.at(-1)?.push(stretch);
      room -= stretch.events.length;
    }
  return blocks;
};

/** Events between the first and the last are the same then: they are in order. */
const isSameStretch = (left: Stretch, right: Stretch | undefined): boolean =>
  right !== undefined &&
  left.start === right.start &&
  left.count === right.count &&
  left.events.length === right.events.length &&
  left.events[0] === right.events[0] &&
  left.events.at(-1) === right.events.at(-1);

/** Whether two blocks have the same events. */
export const isSameBlock = (left: Block, right: Block): boolean =>
  left.length === right.length && left.every((stretch, at) => isSameStretch(stretch, right[at]));
