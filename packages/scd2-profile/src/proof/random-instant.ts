import type { SeededRandom } from '@audit/warehouse/proof';
import { isoOf } from './model-instant.ts';

const hour = 3_600_000_000n;
const start = BigInt(Date.parse('2025-01-01T00:00:00Z')) * 1000n;

/** Hours from the start of 2025, few enough that instants meet, some a microsecond beside. */
export const instantAt = (random: SeededRandom, hours: number): bigint =>
  start + BigInt(hours) * hour + random.pick([0n, 0n, 0n, 0n, 0n, 1n, -1n, 999_999n]);

const zones: readonly (readonly [string, number])[] = [
  ['Z', 0],
  ['Z', 0],
  ['Z', 0],
  ['', 0],
  ['+00:00', 0],
  ['+07:00', 420],
  ['+05:45', 345],
  ['-03:30', -210],
  ['+14:00', 840],
  ['-12:00', -720],
];

/** One of the ways to write an instant: any offset or none, T or a space, digits beyond the microsecond, which are cut. */
export const spelled = (random: SeededRandom, instant: bigint): string => {
  const [suffix, minutes] = random.pick(zones);
  const [seconds = '', micros = ''] = isoOf(instant + BigInt(minutes) * 60_000_000n)
    .slice(0, -1)
    .split('.');
  const finer = random.next() < 0.2 ? random.pick(['999', '000', '5', '123456']) : '';
  const fraction = (micros + finer).replace(random.next() < 0.5 ? /0+$/ : /^$/, '');
  const text = `${seconds}${fraction === '' ? '' : '.'}${fraction}${suffix}`;
  return random.next() < 0.2 ? text.replace('T', ' ') : text;
};
