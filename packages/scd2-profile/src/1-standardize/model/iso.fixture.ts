/** How the reference reads dates and instants, written again without regular expressions of the product. */
const daysIn = (year: number, month: number): number => new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
const isoOf = (year: number, month: number, day: number): string | null =>
  year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
    ? `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    : null;

const utcDay = (year: number, month: number, day: number): Date => {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date;
};
const dayOfWeek = (date: Date): number => date.getUTCDay() || 7;
const plusDays = (date: Date, days: number): Date => new Date(date.getTime() + days * 86_400_000);

const weekDate = (year: number, week: number, day: number): string | null => {
  if (year < 1 || week < 1 || week > 53 || day < 1 || day > 7) return null;
  const jan4 = utcDay(year, 1, 4);
  const monday = plusDays(jan4, 1 - dayOfWeek(jan4) + (week - 1) * 7);
  if (plusDays(monday, 3).getUTCFullYear() !== year) return null;
  const date = plusDays(monday, day - 1);
  return isoOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
};

const digits = (text: string, from: number, count: number): number | undefined => {
  const part = text.slice(from, from + count);
  return part.length === count && Array.from(part).every((c) => c >= '0' && c <= '9') ? Number(part) : undefined;
};

/** The day a text names by its first ten characters. Python looks at their bytes: seven, eight or ten. */
export const modelDate = (given: string): string | null => {
  const text = Array.from(given).slice(0, 10).join('');
  const bytes = Buffer.byteLength(text);
  const year = digits(text, 0, 4);
  if (year === undefined || ![7, 8, 10].includes(bytes)) return null;
  const dash = text[4] === '-' ? 1 : 0;
  if (text[4 + dash] === 'W') {
    const week = digits(text, 5 + dash, 2);
    const next = 7 + dash;
    if (week === undefined) return null;
    if (next === bytes) return weekDate(year, week, 1);
    if (dash === 1 && text[next] !== '-') return null;
    const day = digits(text, next + dash, 1);
    return day === undefined ? null : weekDate(year, week, day);
  }
  const [month, day] = [digits(text, 4 + dash, 2), digits(text, 6 + 2 * dash, 2)];
  if (month === undefined || day === undefined || (dash === 1 && text[7] !== '-')) return null;
  return isoOf(year, month, day);
};

/** Microseconds since 1970 of an instant such as 2024-01-31T08:00:00.1234567+07:00; null where it is none. */
export const modelInstant = (given: string): bigint | null => {
  const split = /^(.{10})(?:[T ](\d\d)(?::(\d\d)(?::(\d\d)(?:\.(\d+))?)?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/su.exec(given);
  if (split === null) return null;
  const [, day = '', hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = split;
  if (day[4] !== '-' || modelDate(day) === null || day.includes('W')) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const offset = zone === 'Z' ? '+0000' : zone.replace(':', '').padEnd(5, '0');
  const offsetMinutes = Number(`${offset[0]}1`) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3)));
  if (Number(offset.slice(1, 3)) > 23 || Number(offset.slice(3)) > 59) return null;
  const days = utcDay(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))).getTime();
  const seconds = BigInt(days) / 1000n + BigInt(Number(hour) * 3600 + (Number(minute) - offsetMinutes) * 60 + Number(second));
  return seconds * 1_000_000n + BigInt(fraction.slice(0, 6).padEnd(6, '0'));
};
