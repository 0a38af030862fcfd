/** A reproducible source of numbers in [0, 1): mulberry32. For faults and tests; no secret depends on it. */
export interface SeededRandom {
  next(): number;
  /** An integer in [0, below). */
  below(below: number): number;
  pick<T>(from: readonly T[]): T;
}

/* eslint-disable no-bitwise -- the generator is defined on 32-bit integers */
export const seededRandom = (seed: number): SeededRandom => {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { next, below, pick: <T>(from: readonly T[]): T => from[below(from.length)] as T };
};
/* eslint-enable no-bitwise */
