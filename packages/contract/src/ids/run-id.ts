import type { Micros } from '../tables/column.ts';
import { formatInstant } from '../time/instant.ts';

/** Bytes of chance in a run id; two runs in one second meet once in 2^40. */
export const runIdEntropyBytes = 5;

/**
 * Name of a run: `20240131T100000Z-1f2e3d4c5b`; ids sort by time.
 * @param clock the run's clock @param entropy {@link runIdEntropyBytes} random bytes
 */
export const runId = (clock: Micros, entropy: Uint8Array): string => {
  const time = formatInstant(clock).slice(0, 19).replaceAll(/[-:]/g, '');
  const chance = Array.from(entropy.subarray(0, runIdEntropyBytes), (byte) => byte.toString(16).padStart(2, '0'));
  return `${time}Z-${chance.join('')}`;
};
