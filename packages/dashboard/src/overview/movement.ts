import { countText, percentText, signed } from '../format/numbers.ts';
import { type Value, valueText } from '../format/value-text.ts';

/** How a figure moved since the day before, with its sign, such as +2 or −0.4; undefined where either is not known. */
export const movementText = (now: Value, before: Value, unit: string, currency: string): string | undefined => {
  if (typeof now !== 'number' || typeof before !== 'number') return undefined;
  if (unit === 'fraction') return signed(Number(((now - before) * 100).toFixed(1)), (size) => percentText(size / 100));
  if (unit === 'score') return signed(Number((now - before).toFixed(1)), (size) => size.toFixed(1));
  if (unit === 'count') return signed(now - before, countText);
  return signed(Number((now - before).toFixed(2)), (size) => valueText(size, unit, currency));
};
