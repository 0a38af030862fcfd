import { compareExact, formatInstant, isDay, parseExact, parseInstant, type Scalar, sqlType } from '@audit/contract';
import { textLiteral } from '@audit/warehouse';

/** A value as a mapping writes it. */
export type Written = string | number | boolean;

const numberText = (text: string, whole: number, scale: number): string | undefined => {
  const exact = parseExact(text);
  if (exact === undefined) return undefined;
  const digits = (exact.digits < 0n ? -exact.digits : exact.digits).toString().replace(/^0$/, '');
  const trailing = /0*$/.exec(digits)?.[0].length ?? 0;
  return exact.scale - Math.min(trailing, exact.scale) <= scale && digits.length - exact.scale <= whole ? text : undefined;
};

/** The text of a value of a type, or undefined where it is no such value. */
export const valueText = (type: Scalar, value: Written): string | undefined => {
  const text = String(value);
  switch (type.kind) {
    case 'text':
      return text;
    case 'bool':
      return text === 'true' || text === 'false' ? text : undefined;
    case 'date':
      return isDay(text) ? text : undefined;
    case 'timestamp': {
      const parsed = parseInstant(text);
      return parsed === undefined ? undefined : formatInstant(parsed.micros);
    }
    case 'decimal':
      return numberText(text, type.precision - type.scale, type.scale);
    case 'float64':
      return parseExact(text) === undefined ? undefined : text;
    default:
      return numberText(text, type.kind === 'int32' ? 9 : 18, 0);
  }
};

/** Negative, zero or positive, as for `sort`: two values of a type in its order. */
export const compareValues = (type: Scalar, left: string, right: string): number => {
  const [a, b] = [parseExact(left), parseExact(right)];
  if (a !== undefined && b !== undefined && type.kind !== 'text') return compareExact(a, b);
  return left < right ? -1 : left > right ? 1 : 0;
};

/** SQL of a value of a type. @param text as {@link valueText} gives it */
export const valueSql = (type: Scalar, text: string): string => {
  if (type.kind === 'text') return textLiteral(text);
  if (type.kind === 'bool') return text.toUpperCase();
  if (type.kind === 'timestamp') return `@timestamp(${textLiteral(text)})`;
  return `CAST(${textLiteral(text)} AS ${sqlType(type, 'duckdb').replace(',', ', ')})`;
};
