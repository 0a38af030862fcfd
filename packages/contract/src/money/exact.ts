import { assert } from '../errors/assertion.ts';

/** An exact decimal number: `digits / 10^scale`. Amounts are added and multiplied in this form, never as floats. */
export interface Exact {
  readonly digits: bigint;
  /** Digits after the point, 0 or more. */
  readonly scale: number;
}

const literal = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/;
const widestExponent = 1000;

const power = (of: number): bigint => 10n ** BigInt(of);

/** The number of a decimal literal such as `-12.30`, `.5` or `1e3`; undefined for anything else, and for exponents beyond ±1000. */
export const parseExact = (text: string): Exact | undefined => {
  const match = literal.exec(text);
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = match ?? [];
  if (match === null || whole.length + fraction.length === 0) return undefined;
  const exponent = Number(exponentText);
  if (Math.abs(exponent) > widestExponent) return undefined;
  const magnitude = BigInt(whole + fraction);
  const digits = sign === '-' ? -magnitude : magnitude;
  const scale = fraction.length - exponent;
  return scale >= 0 ? { digits, scale } : { digits: digits * power(-scale), scale: 0 };
};

const atScale = (value: Exact, scale: number): bigint => value.digits * power(scale - value.scale);

export const addExact = (left: Exact, right: Exact): Exact => {
  const scale = Math.max(left.scale, right.scale);
  return { digits: atScale(left, scale) + atScale(right, scale), scale };
};

export const multiplyExact = (left: Exact, right: Exact): Exact => ({
  digits: left.digits * right.digits,
  scale: left.scale + right.scale,
});

/** Negative, zero or positive, as for `sort`. */
export const compareExact = (left: Exact, right: Exact): number => {
  const scale = Math.max(left.scale, right.scale);
  const difference = atScale(left, scale) - atScale(right, scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** Rounded half away from zero to `scale` digits after the point: −5.555 → −5.56. The result has exactly that scale. */
export const roundExact = (value: Exact, scale: number): Exact => {
  assert(Number.isInteger(scale) && scale >= 0, 'a scale is a whole number of digits', { scale });
  if (value.scale <= scale) return { digits: atScale(value, scale), scale };
  const unit = power(value.scale - scale);
  const magnitude = value.digits < 0n ? -value.digits : value.digits;
  const rounded = (magnitude + unit / 2n) / unit;
  return { digits: value.digits < 0n ? -rounded : rounded, scale };
};

/** All digits of the scale: `12.30`; never an exponent, never `-0`. */
export const formatExact = ({ digits, scale }: Exact): string => {
  const magnitude = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const sign = digits < 0n ? '-' : '';
  if (scale === 0) return sign + magnitude;
  return `${sign}${magnitude.slice(0, -scale)}.${magnitude.slice(-scale)}`;
};
