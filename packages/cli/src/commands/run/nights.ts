import { addDays, isDay, UsageError } from '@audit/contract';
import type { Lake } from '@audit/warehouse';
import { lastDay } from '../../pipeline/keep-gate-results.ts';

/** Flags that say which days a pipeline runs for. */
export interface NightFlags {
  readonly asOf?: string;
  readonly from?: string;
  readonly to?: string;
  readonly missed?: true;
}

const day = (flag: string, text: string, today: string): string => {
  if (!isDay(text)) throw new UsageError(`${flag} "${text}" is no day`, 'give one such as 2026-01-31');
  if (text > today) throw new UsageError(`${flag} ${text} is after today, ${today}`, 'a run looks back: give today or a day before it');
  return text;
};

/** Days a call may run for: a typing error in a year is not to run for weeks. */
const atMost = 400;

const between = (from: string, to: string): readonly string[] => {
  if (from > to) throw new UsageError(`--from ${from} is after --to ${to}`, 'give the earlier day first');
  const count = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  if (count > atMost) throw new UsageError(`${count} days are too many for one call`, `give at most ${atMost} with --from and --to`);
  return Array.from({ length: count }, (_, at) => addDays(from, at));
};

/** The days a call runs for, in order. @throws UsageError */
export const nightsOf = (flags: NightFlags, today: string, lake: Lake, pipeline: string): readonly string[] => {
  if (flags.to !== undefined && flags.from === undefined) throw new UsageError('--to without --from', 'say where to begin');
  if (flags.from !== undefined)
    return between(day('--from', flags.from, today), flags.to === undefined ? today : day('--to', flags.to, today));
  if (flags.missed !== true) return [flags.asOf === undefined ? today : day('--as-of', flags.asOf, today)];
  const last = lastDay(lake.head().watermarks, pipeline);
  if (last === undefined) return [today];
  return last >= today ? [] : between(addDays(last, 1), today);
};
