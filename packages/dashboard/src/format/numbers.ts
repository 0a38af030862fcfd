import { locale } from './locale.ts';

/** A decimal as the API gives it: a JSON number, or text where it may have more digits than one holds. */
export type Decimal = number | string;

type Exact = Intl.StringNumericLiteral;

const made = new Map<string, Intl.NumberFormat>();
const format = (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const key = JSON.stringify(options);
  const known = made.get(key) ?? new Intl.NumberFormat(locale, options);
  made.set(key, known);
  return known;
};

/** Text is formatted digit by digit and never becomes a binary fraction. */
const textOf = (value: Decimal, options: Intl.NumberFormatOptions): string => format(options).format(value as number | Exact);

const from = 10_000_000;

/**
 * Money to the hundredth, as US$1,234.50; from ten million on in short, as US$12.35m, unless it is to be exact.
 *
 * @param currency ISO 4217; without one the number stands alone
 */
export const moneyText = (value: Decimal, currency: string, { exact = false } = {}): string => {
  const isShort = !exact && Math.abs(Number(value)) >= from;
  return textOf(value, {
    ...(currency === '' ? {} : { style: 'currency', currency }),
    ...(isShort ? { notation: 'compact', maximumFractionDigits: 2 } : { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  });
};

/** 0.1234 as 12.3 %. */
export const percentText = (value: Decimal): string => `${textOf(Number(value) * 100, { maximumFractionDigits: 1 })} %`;

export const countText = (value: Decimal): string => textOf(value, { maximumFractionDigits: 0 });

/** @param digits behind the point, at most */
export const numberText = (value: Decimal, digits = 2): string => textOf(value, { maximumFractionDigits: digits });

/** A score from 0 to 100 as it is shown: cut, not rounded, so that 79.6 is no 80 in the colour of 79. */
export const scoreText = (value: Decimal): string => String(Math.floor(Number(value)));

/** A change with its sign; none at all is ±0. */
export const signed = (value: number, text: (size: number) => string): string =>
  value === 0 ? '±0' : `${value > 0 ? '+' : '−'}${text(Math.abs(value))}`;

/** One and many. */
export const plural = (count: number, one: string, many = `${one}s`): string => `${countText(count)} ${count === 1 ? one : many}`;
