import { textLiteral } from '@audit/warehouse';
import type { GoldRun } from '../inputs/sources.ts';

/** Words of the models' language about days of a run. */
export interface DayWords {
  /** The as-of day. */
  readonly today: string;
  /** The instant its last moment is before: midnight of the next day in the zone. */
  readonly until: string;
  /** Day of a timestamp in the zone. */
  readonly dayOf: (timestamp: string) => string;
  /** Whether a day is in the window of so many days that ends with the as-of day. */
  readonly within: (day: string, days: number) => string;
}

export const dayWords = ({ asOf, zone }: GoldRun): DayWords => {
  const today = `CAST(${textLiteral(asOf)} AS DATE)`;
  return {
    today,
    until: `@utc_time(CAST(@add_days(${today}, 1) AS TIMESTAMP), ${textLiteral(zone)})`,
    dayOf: (timestamp) => `CAST(@local_time(${timestamp}, ${textLiteral(zone)}) AS DATE)`,
    within: (day, days) => `(${day} > @add_days(${today}, -${days}) AND ${day} <= ${today})`,
  };
};
