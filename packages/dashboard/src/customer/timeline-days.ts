import type { TimelineEntry } from '../api/customer360.ts';

/** What happened on a day, cut into stretches that are drawn or not as a whole. */
export interface TimelineDay {
  /** As YYYY-MM-DD. */
  readonly day: string;
  readonly count: number;
  readonly stretches: readonly Stretch[];
}

/** Some events of a day, the newest first. */
export interface Stretch {
  /** Place of the first one among those of its day, from 1. */
  readonly start: number;
  readonly events: readonly TimelineEntry[];
}

const most = 40;

const stretchesOf = (events: readonly TimelineEntry[]): readonly Stretch[] =>
  Array.from({ length: Math.ceil(events.length / most) }, (_, at) => ({
    start: at * most + 1,
    events: events.slice(at * most, (at + 1) * most),
  }));

/** Events by the days they happened on, in their order. */
export const timelineDays = (events: readonly TimelineEntry[]): readonly TimelineDay[] =>
  [...Map.groupBy(events, ({ happened_at }) => happened_at.slice(0, 10))].map(([day, own]) => ({
    day,
    count: own.length,
    stretches: stretchesOf(own),
  }));

/** Whether two stretches have the same events: those between the first and the last are the same then, for they are in order. */
export const isSameStretch = (left: Stretch, right: Stretch): boolean =>
  left.start === right.start &&
  left.events.length === right.events.length &&
  left.events[0] === right.events[0] &&
  left.events.at(-1) === right.events.at(-1);

/** Whether two days have the same events. */
export const isSameDay = (left: TimelineDay, right: TimelineDay): boolean =>
  left.day === right.day &&
  left.count === right.count &&
  left.stretches.every((stretch, at) => {
    const other = right.stretches[at];
    return other !== undefined && isSameStretch(stretch, other);
  });
