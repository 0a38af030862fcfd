import { locale } from './locale.ts';
import { plural } from './numbers.ts';

const dayMs = 86_400_000;
const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const longDay = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

/** Days are days of the data, not of whoever looks: no zone moves them. */
const instant = (text: string): Date => new Date(text.length === 10 ? `${text}T00:00:00Z` : text);

/** 2026-10-02 as 2 Oct 2026. */
export const dayText = (text: string): string => day.format(instant(text));

/** 2026-10-02 as Fri, 2 October 2026. */
export const longDayText = (text: string): string => longDay.format(instant(text));

/** 2026-10-01 as Oct 2026. */
export const monthText = (text: string): string => month.format(instant(text));

/** Time of day in UTC; empty at midnight, where only the day is known. */
export const timeText = (text: string): string => {
  const shown = time.format(instant(text));
  return shown === '00:00' ? '' : `${shown} UTC`;
};

/** Whole days from a day to an instant, at least 0. */
export const ageInDays = (text: string, nowMs: number): number => Math.max(0, Math.floor((nowMs - instant(text).getTime()) / dayMs));

/** How old data of a day are: today, 1 day old. */
export const ageText = (text: string, nowMs: number): string => {
  const days = ageInDays(text, nowMs);
  return days === 0 ? 'today' : `${plural(days, 'day')} old`;
};

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The day it is in UTC, as 2026-10-02. */
export const todayText = (): string => dayOf(Date.now());

/** The day so many days after one, as 2026-10-02. */
export const dayAfter = (text: string, days: number): string => dayOf(instant(text).getTime() + days * dayMs);
