import { addDays, formatInstant, utcOfWallClock } from '@audit/contract';
import type { GoldRun } from './sources.ts';

const at = (day: string): Date => new Date(`${day}T00:00:00Z`);
const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

/** The day so many months later, at the end of a shorter month: a month before 31 March is the last of February. */
export const addMonths = (day: string, months: number): string => {
  const from = at(day);
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(from.getUTCDate(), last));
  return dayOf(first);
};

/** The instant at which the as-of day is over in the zone, as a timestamp in UTC. */
export const endOfDay = ({ asOf, zone }: GoldRun): string => {
  const wall = BigInt(at(addDays(asOf, 1)).getTime()) * 1000n;
  return formatInstant(utcOfWallClock(wall, zone, 'earlier'))
    .replace('T', ' ')
    .replace('Z', '');
};
