import { assert } from '../errors/assertion.ts';
import type { Micros } from '../tables/column.ts';
import { type ScannedInstant, scanIsoInstant } from './iso-instant.ts';

const encoder = new TextEncoder();
const MICROS_PER_SECOND = 1_000_000n;

/** A parsed time; `naive` ones carry the wall clock's micros and mean nothing until a zone is chosen ({@link utcOfWallClock}). */
export interface ParsedInstant {
  readonly micros: Micros;
  readonly naive: boolean;
}

/** The ISO 8601 instant of a text ({@link scanIsoInstant}), or undefined if it is none. */
export const parseInstant = (text: string): ParsedInstant | undefined => {
  const bytes = encoder.encode(text);
  const out: ScannedInstant = { seconds: 0, micros: 0, naive: false };
  if (!scanIsoInstant(bytes, 0, bytes.length, out)) return undefined;
  return { micros: (BigInt(out.seconds) * MICROS_PER_SECOND + BigInt(out.micros)) as Micros, naive: out.naive };
};

/** The instant of a text of our own. @throws {@link Assertion} if it is none */
export const instantOf = (text: string): Micros => {
  const parsed = parseInstant(text);
  assert(parsed !== undefined, 'a time of our own is an ISO instant', { text });
  return parsed.micros;
};

/** `2024-01-31T10:00:00Z`; six fraction digits when there is a fraction, none otherwise. Years 1 to 9999. */
export const formatInstant = (micros: Micros): string => {
  const fraction = ((micros % MICROS_PER_SECOND) + MICROS_PER_SECOND) % MICROS_PER_SECOND;
  const seconds = (micros - fraction) / MICROS_PER_SECOND;
  const whole = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  return fraction === 0n ? `${whole}Z` : `${whole}.${fraction.toString().padStart(6, '0')}Z`;
};
