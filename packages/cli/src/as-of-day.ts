import { type Config, type IsoDate, instantOf, isDay, UsageError, wallClock } from '@audit/contract';
import type { RunIdentity } from './run-identity.ts';

/**
 * The day gold is computed for: as asked, else that of the run's clock in the business zone.
 *
 * @throws {@link UsageError} for a text that is no day
 */
export const asOfDay = (given: string | undefined, config: Config, { clock }: RunIdentity): IsoDate => {
  if (given === undefined) {
    const millis = Number(wallClock(instantOf(clock), config.tz.value) / 1000n);
    return new Date(millis).toISOString().slice(0, 10) as IsoDate;
  }
  if (!isDay(given)) throw new UsageError(`--as-of "${given}" is no day`, 'write it as 2026-01-31', { as_of: given });
  return given as IsoDate;
};
