import { addDays } from '@audit/contract';
import { textLiteral } from '@audit/warehouse';
import { endOfDay } from '../inputs/calendar.ts';
import type { GoldRun } from '../inputs/sources.ts';

/** Words of the models' language about days of a run. Instants are compared with the ends of days: to look every one up in the calendar would cost more than all else. */
export interface DayWords {
  /** The as-of day. */
  readonly today: string;
  /** The instant the as-of day ends at. */
  readonly until: string;
  /** Day of a timestamp in the zone. */
  readonly dayOf: (timestamp: string) => string;
  /** The instant a day of the zone begins at; NULL where the day is. */
  readonly startOf: (day: string) => string;
  /** Whether an instant is in the window of so many days that ends with the as-of day. */
  readonly within: (timestamp: string, days: number) => string;
}

export const dayWords = (run: GoldRun): DayWords => {
  const zone = textLiteral(run.zone);
  const ends = (asOf: string): string => `@timestamp('${endOfDay({ ...run, asOf }).replace(' ', 'T')}Z')`;
  const until = ends(run.asOf);
  return {
    today: `CAST(${textLiteral(run.asOf)} AS DATE)`,
    until,
    dayOf: (timestamp) => `CAST(@local_time(${timestamp}, ${zone}) AS DATE)`,
    startOf: (day) => `@utc_time(CAST(${day} AS TIMESTAMP), ${zone})`,
    within: (timestamp, days) => `(${timestamp} >= ${ends(addDays(run.asOf, -days))} AND ${timestamp} < ${until})`,
  };
};
