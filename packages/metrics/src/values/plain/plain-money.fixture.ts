/** Amounts as whole ten-thousandths. */
export const units = (amount: string): bigint => {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount) ?? [];
  const all = BigInt(whole) * 10_000n + BigInt(fraction.padEnd(4, '0').slice(0, 4));
  return sign === '-' ? -all : all;
};

/** Ten-thousandths as money to the cent, half away from zero. */
export const money = (all: bigint): string => {
  const magnitude = all < 0n ? -all : all;
  return centsText((all < 0n ? -1n : 1n) * ((magnitude + 50n) / 100n));
};

export const centsText = (cents: bigint): string => {
  const magnitude = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${magnitude.slice(0, -2)}.${magnitude.slice(-2)}`;
};

/** A quotient as a whole number, half away from zero; both are above zero, or the first is zero. */
export const rounded = (dividend: bigint, divisor: bigint): bigint => (2n * dividend + divisor) / (2n * divisor);
