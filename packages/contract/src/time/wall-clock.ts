import type { Micros } from '../tables/column.ts';

const MICROS_PER_SECOND = 1_000_000n;
const MICROS_PER_DAY = 86_400n * MICROS_PER_SECOND;

/** What a clock on the wall shows, as microseconds since 1970-01-01T00:00:00 on that wall. */
export type WallMicros = bigint;

const formats = new Map<string, Intl.DateTimeFormat>();
const formatOf = (zone: string): Intl.DateTimeFormat => {
  let format = formats.get(zone);
  if (format === undefined) {
    const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', era: 'short', ...numeric });
    formats.set(zone, format);
  }
  return format;
};

/** The wall clock of a zone at an instant. */
export const wallClock = (micros: Micros, zone: string): WallMicros => {
  const withinSecond = ((micros % MICROS_PER_SECOND) + MICROS_PER_SECOND) % MICROS_PER_SECOND;
  const instant = new Date(Number((micros - withinSecond) / 1000n));
  const parts = new Map(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
  const year = parts.get('era') === 'BC' ? 1 - part('year') : part('year');
  const wall = new Date(0);
  wall.setUTCFullYear(year, part('month') - 1, part('day'));
  wall.setUTCHours(part('hour'), part('minute'), part('second'));
  return BigInt(wall.getTime()) * 1000n + withinSecond;
};

/**
 * The instant at which the wall clock of a zone shows `wall`.
 * Where clocks go forward and skip it: as if they had not yet (02:30 is an hour after 01:30). Where they go back and show it twice:
 * the `repeated` one; the later is what the engines take.
 */
export const utcOfWallClock = (wall: WallMicros, zone: string, repeated: 'earlier' | 'later' = 'later'): Micros => {
  const offsetAt = (near: bigint): bigint => wallClock(near as Micros, zone) - near;
  const before = wall - offsetAt(wall - MICROS_PER_DAY);
  const after = wall - offsetAt(wall + MICROS_PER_DAY);
  const shown = [before, after]
    .filter((instant) => wallClock(instant as Micros, zone) === wall)
    .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return (shown.at(repeated === 'later' ? -1 : 0) ?? before) as Micros;
};
