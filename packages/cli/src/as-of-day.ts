import { type Config, formatInstant, type IsoDate, instantOf, isDay, type Micros, UsageError, wallClock } from '@audit/contract';
import type { RunIdentity } from './run-identity.ts';

/** Today by the clock of a run, in the business zone. */
export const todayOf = (clock: string, config: Config): IsoDate =>
  formatInstant(wallClock(instantOf(clock), config.tz.value) as Micros).slice(0, 10) as IsoDate;

/**
 * The day something is computed for: as asked, else today.
 *
 * @throws {@link UsageError} for a text that is no day
 */
export const asOfDay = (given: string | undefined, config: Config, { clock }: Pick<RunIdentity, 'clock'>): IsoDate => {
  if (given === undefined) return todayOf(clock, config);
  if (!isDay(given)) throw new UsageError(`--as-of "${given}" is no day`, 'write it as 2026-01-31', { as_of: given });
  return given as IsoDate;
};
