import { addDays } from 'date-fns/addDays';
import { addMonths } from 'date-fns/addMonths';
import { addQuarters } from 'date-fns/addQuarters';
import { addWeeks } from 'date-fns/addWeeks';
import { addYears } from 'date-fns/addYears';
import { startOfDay } from 'date-fns/startOfDay';
import { startOfISOWeek } from 'date-fns/startOfISOWeek';
import { startOfMonth } from 'date-fns/startOfMonth';
import { startOfQuarter } from 'date-fns/startOfQuarter';
import { startOfYear } from 'date-fns/startOfYear';
import type { Micros } from '../tables/column.ts';
import type { Granularity } from '../tables/customer-periods.ts';
import { UtcDate } from './utc-date.ts';
import { utcOfWallClock, wallClock } from './wall-clock.ts';

/** A half-open stretch of time: `start` belongs to it, `end` does not. */
export interface Period {
  readonly start: Micros;
  readonly end: Micros;
}

const calendar: Readonly<Record<Granularity, { readonly start: (day: Date) => Date; readonly next: (start: Date) => Date }>> = {
  day: { start: (day) => startOfDay(day), next: (start) => addDays(start, 1) },
  week: { start: (day) => startOfISOWeek(day), next: (start) => addWeeks(start, 1) },
  month: { start: (day) => startOfMonth(day), next: (start) => addMonths(start, 1) },
  quarter: { start: (day) => startOfQuarter(day), next: (start) => addQuarters(start, 1) },
  year: { start: (day) => startOfYear(day), next: (start) => addYears(start, 1) },
};

/** Midnight of a calendar day: the first one where clocks go back over it, the first instant of the day where they skip it. */
const midnight = (day: Date, zone: string): Micros => utcOfWallClock(BigInt(day.getTime()) * 1000n, zone, 'earlier');

/**
 * The calendar period of a zone in which an instant lies; weeks are ISO weeks, from Monday.
 * The models compute the same in SQL; this is the independent implementation that labels and tests use.
 */
export const periodBounds = (granularity: Granularity, micros: Micros, zone: string): Period => {
  const { start, next } = calendar[granularity];
  const wall = wallClock(micros, zone);
  const withinMilli = ((wall % 1000n) + 1000n) % 1000n;
  const first = start(new UtcDate(Number((wall - withinMilli) / 1000n)));
  return { start: midnight(first, zone), end: midnight(next(first), zone) };
};

export const contains = (period: Period, micros: Micros): boolean => period.start <= micros && micros < period.end;

/** Whether two half-open stretches share an instant. */
export const overlaps = (left: Period, right: Period): boolean => left.start < right.end && right.start < left.end;
