/** Arrow and DuckDB agree on bitmaps: least significant bit first, 1 = valid. */

/** Rows of a standard DuckDB vector, and so of every data chunk. */
export const VECTOR_ROWS = 2048;

export const bitAt = (bits: Uint8Array, index: number): number => ((bits[index >> 3] ?? 0) >> (index & 7)) & 1;

export const bytesOfBits = (bits: number): number => (bits + 7) >> 3;

const ONES = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);

/** How many of the first `count` bits are set. */
export const countBits = (bits: Uint8Array, count: number): number => {
  let ones = 0;
  const whole = count >> 3;
  for (let i = 0; i < whole; i++) ones += ONES[bits[i]!]!;
  return (count & 7) === 0 ? ones : ones + ONES[bits[whole]! & ((1 << (count & 7)) - 1)]!;
};

/** Sets `count` bits from `at` on. */
export const setBits = (bits: Uint8Array, at: number, count: number): void => {
  const end = at + count;
  let i = at;
  for (; i < end && (i & 7) !== 0; i++) bits[i >> 3]! |= 1 << (i & 7);
  const bytes = (end - i) >> 3;
  bits.fill(255, i >> 3, (i >> 3) + bytes);
  for (i += bytes << 3; i < end; i++) bits[i >> 3]! |= 1 << (i & 7);
};

/** Copies `count` bits; the target bits from `at` on must be zero, and bits after them stay zero. */
export const copyBits = (target: Uint8Array, at: number, source: Uint8Array, from: number, count: number): void => {
  if ((at & 7) === 0 && (from & 7) === 0) {
    target.set(source.subarray(from >> 3, bytesOfBits(from + count)), at >> 3);
    if ((count & 7) !== 0) target[(at + count) >> 3]! &= (1 << (count & 7)) - 1;
    return;
  }
  for (let i = 0; i < count; i++) {
    if (bitAt(source, from + i) === 1) target[(at + i) >> 3]! |= 1 << ((at + i) & 7);
  }
};
