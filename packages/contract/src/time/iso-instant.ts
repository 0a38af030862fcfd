/** What {@link scanIsoInstant} found. */
export interface ScannedInstant {
  /** Whole seconds since 1970-01-01T00:00:00: in UTC if an offset was given, else on the wall clock. */
  seconds: number;
  /** Microseconds within that second, 0 to 999999; further digits are cut off. */
  micros: number;
  /** True if no offset was given. */
  naive: boolean;
}

const DASH = 45;
const COLON = 58;
const LETTER_W = 87;
const SECONDS_PER_DAY = 86_400;
const EPOCH_DAY = 719_162; // days from 0001-01-01 to 1970-01-01
const FIRST_SECOND = -EPOCH_DAY * SECONDS_PER_DAY;
const LAST_SECOND = 253_402_300_799; // 9999-12-31T23:59:59
const NOT_FOUND = -1e15;

const daysBefore = Uint16Array.of(0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334);
const daysIn = Uint8Array.of(0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31);

// This runs once a line on millions of lines: the place reached is kept here, so that no call allocates.
let cursor = 0;

const byte = (bytes: Uint8Array, at: number): number => bytes[at] as number;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** The number of two digits, or -1. */
const twoDigits = (bytes: Uint8Array, at: number): number => {
  const tens = byte(bytes, at) - 48;
  const ones = byte(bytes, at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
};

const isLeap = (year: number): boolean => (year & 3) === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Days from 1970-01-01 to the first of January, proleptic Gregorian. */
const dayOfNewYear = (year: number): number => {
  const past = year - 1;
  return past * 365 + (past >> 2) - ((past / 100) | 0) + ((past / 400) | 0) - EPOCH_DAY;
};

const dayOf = (year: number, month: number, day: number): number => {
  if (month < 1 || month > 12 || day < 1) return NOT_FOUND;
  const leap = isLeap(year);
  if (day > byte(daysIn, month) && !(leap && month === 2 && day === 29)) return NOT_FOUND;
  return dayOfNewYear(year) + (daysBefore[month] as number) + (leap && month > 2 ? 1 : 0) + day - 1;
};

/** Weeks start on Monday; the first week of a year is the one that holds 4 January. */
const dayOfWeekDate = (year: number, week: number, weekday: number): number => {
  if (week < 1 || week > 53 || weekday < 1 || weekday > 7) return NOT_FOUND;
  const newYear = dayOfNewYear(year);
  const mondayIs0 = (((newYear + 3) % 7) + 7) % 7;
  const yearIsLong = mondayIs0 === 3 || (mondayIs0 === 2 && isLeap(year));
  if (week === 53 && !yearIsLong) return NOT_FOUND;
  const firstMonday = newYear + (mondayIs0 <= 3 ? -mondayIs0 : 7 - mondayIs0);
  return firstMonday + (week - 1) * 7 + weekday - 1;
};

/** `ww[-D]` or `ww[D]` after the W at `at`. */
const scanWeek = (bytes: Uint8Array, year: number, at: number, end: number, extended: boolean): number => {
  const week = twoDigits(bytes, at);
  cursor = at + 2;
  let weekday = 1;
  const hasDay = cursor < end && (extended ? byte(bytes, cursor) === DASH : isDigit(byte(bytes, cursor)));
  if (hasDay) {
    if (extended) cursor++;
    weekday = byte(bytes, cursor) - 48;
    cursor++;
  }
  return dayOfWeekDate(year, week, weekday);
};

const scanDate = (bytes: Uint8Array, start: number, end: number): number => {
  const century = twoDigits(bytes, start);
  const yearOfCentury = twoDigits(bytes, start + 2);
  if (century < 0 || yearOfCentury < 0) return NOT_FOUND;
  const year = century * 100 + yearOfCentury;
  if (year === 0) return NOT_FOUND;
  const extended = byte(bytes, start + 4) === DASH;
  const at = extended ? start + 5 : start + 4;
  if (byte(bytes, at) === LETTER_W) return scanWeek(bytes, year, at + 1, end, extended);
  const month = twoDigits(bytes, at);
  if (extended && byte(bytes, at + 2) !== DASH) return NOT_FOUND;
  const dayAt = extended ? at + 3 : at + 2;
  cursor = dayAt + 2;
  return dayOf(year, month, twoDigits(bytes, dayAt));
};

/** `HH[:MM[:SS]]` or `HH[MM[SS]]` as seconds; leaves the cursor after it. */
const scanClock = (bytes: Uint8Array, start: number, end: number): number => {
  if (start + 2 > end) return NOT_FOUND;
  const hour = twoDigits(bytes, start);
  cursor = start + 2;
  if (hour < 0 || hour > 23) return NOT_FOUND;
  const extended = cursor < end && byte(bytes, cursor) === COLON;
  let seconds = hour * 3600;
  for (let unit = 60; unit > 0; unit = unit === 60 ? 1 : 0) {
    const more = cursor < end && (extended ? byte(bytes, cursor) === COLON : isDigit(byte(bytes, cursor)));
    if (!more) break;
    if (extended) cursor++;
    if (cursor + 2 > end) return NOT_FOUND;
    const value = twoDigits(bytes, cursor);
    if (value < 0 || value > 59) return NOT_FOUND;
    seconds += value * unit;
    cursor += 2;
  }
  return seconds;
};

/** `.f+` or `,f+` after seconds, as microseconds; 0 where there is none. */
const scanFraction = (bytes: Uint8Array, end: number): number => {
  if (cursor >= end) return 0;
  const mark = byte(bytes, cursor);
  if (mark !== 46 && mark !== 44) return 0;
  const first = ++cursor;
  let micros = 0;
  let scale = 100_000;
  while (cursor < end && isDigit(byte(bytes, cursor))) {
    micros += (byte(bytes, cursor) - 48) * scale;
    scale = (scale / 10) | 0;
    cursor++;
  }
  return cursor === first ? NOT_FOUND : micros;
};

/** `Z` or `±HH[:MM[:SS]]` as seconds east of UTC, to the end of the text. */
const scanOffset = (bytes: Uint8Array, end: number): number => {
  const mark = byte(bytes, cursor);
  if (mark === 90 || mark === 122) {
    cursor++;
    return cursor === end ? 0 : NOT_FOUND;
  }
  if (mark !== 43 && mark !== DASH) return NOT_FOUND;
  const size = scanClock(bytes, cursor + 1, end);
  if (size < 0 || cursor !== end) return NOT_FOUND;
  return mark === DASH ? -size : size;
};

const finish = (out: ScannedInstant, seconds: number, micros: number, naive: boolean): boolean => {
  if (seconds < FIRST_SECOND || seconds > LAST_SECOND) return false;
  out.seconds = seconds;
  out.micros = micros;
  out.naive = naive;
  return true;
};

/**
 * Reads an ISO 8601 instant from ASCII bytes: the one parser of times in the product.
 *
 * Dates: `YYYY-MM-DD`, `YYYYMMDD`, `YYYY-Www[-D]`, `YYYYWww[D]`; not ordinal dates (`YYYY-DDD`). A date alone is its first midnight.
 * Then `T`, `t` or one space, and `HH[:MM[:SS[.f+]]]` or `HH[MM[SS[.f+]]]`, with `.` or `,`; hour 24 and second 60 are refused.
 * Then nothing (naive), `Z`, or an offset of less than a day. Years 1 to 9999, in UTC too.
 *
 * @param start first byte @param end byte after the last @param out receives the result; untouched when false is returned
 * @returns whether the bytes are such an instant
 */
export const scanIsoInstant = (bytes: Uint8Array, start: number, end: number, out: ScannedInstant): boolean => {
  if (end - start < 7) return false;
  const day = scanDate(bytes, start, end);
  if (day === NOT_FOUND || cursor > end) return false;
  const midnight = day * SECONDS_PER_DAY;
  if (cursor === end) return finish(out, midnight, 0, true);
  const separator = byte(bytes, cursor);
  if (separator !== 84 && separator !== 32 && separator !== 116) return false;
  const clockAt = cursor + 1;
  const clock = scanClock(bytes, clockAt, end);
  if (clock < 0) return false;
  const hasSeconds = cursor - clockAt === (byte(bytes, clockAt + 2) === COLON ? 8 : 6);
  const micros = hasSeconds ? scanFraction(bytes, end) : 0;
  if (micros < 0) return false;
  if (cursor === end) return finish(out, midnight + clock, micros, true);
  const offset = scanOffset(bytes, end);
  if (offset === NOT_FOUND) return false;
  return finish(out, midnight + clock - offset, micros, false);
};
