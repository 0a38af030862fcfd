/** Parts of a date or time as formats name them: pattern of its digits. */
const parts: Readonly<Record<string, string>> = {
  YYYY: '([0-9]{4})',
  MM: '([0-9]{2})',
  M: '([0-9]{1,2})',
  DD: '([0-9]{2})',
  D: '([0-9]{1,2})',
  HH: '([0-9]{2})',
  mm: '([0-9]{2})',
  ss: '([0-9]{2})',
};

/** A format taken apart. */
export interface DateFormat {
  /** Pattern of the whole text. */
  readonly pattern: string;
  /** Group of the pattern, from 1, of the year, month, day, hour, minute and second; 0 where it says none. */
  readonly groups: Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>>;
}

/** Reads a format such as `DD.MM.YYYY HH:mm`; undefined where it does not name one day. */
export const readDateFormat = (format: string): DateFormat | undefined => {
  const tokens = format.match(/YYYY|MM|M|DD|D|HH|mm|ss|[^A-Za-z]|[A-Za-z]/g) ?? [];
  const named = tokens.filter((token) => parts[token] !== undefined);
  const loose = tokens.some((token) => parts[token] === undefined && /[A-SU-Za-su-z\\]/.test(token));
  if (loose || new Set(named).size !== named.length) return undefined;
  const groupOf = (...names: readonly string[]): number => named.findIndex((name) => names.includes(name)) + 1;
  const groups = {
    year: groupOf('YYYY'),
    month: groupOf('MM', 'M'),
    day: groupOf('DD', 'D'),
    hour: groupOf('HH'),
    minute: groupOf('mm'),
    second: groupOf('ss'),
  };
  if (groups.year === 0 || groups.month === 0 || groups.day === 0) return undefined;
  return { pattern: `^${tokens.map((token) => parts[token] ?? (token === '^' ? '[\\^]' : `[${token}]`)).join('')}$`, groups };
};
