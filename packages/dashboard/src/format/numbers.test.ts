import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countText, moneyText, percentText, scoreText, signed } from './numbers.ts';

describe('money', () => {
  test('of any size keeps every digit: it never becomes a binary fraction', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), (cents) => {
        const [size, sign] = cents < 0n ? [-cents, '-'] : [cents, ''];
        const text = `${sign}${size / 100n}.${String(size % 100n).padStart(2, '0')}`;
        expect(moneyText(text, 'USD', { exact: true }).replaceAll(/[^\d.-]/g, '')).toBe(text);
      }),
    );
  });

  test('has its currency, and is told in short from ten million on unless it is to be exact', () => {
    expect(moneyText(1234.5, 'USD')).toBe('US$1,234.50');
    expect(moneyText(-3, 'EUR')).toBe('-€3.00');
    expect(moneyText('12345678.90', 'USD')).toBe('US$12.35m');
    expect(moneyText('12345678.90', 'USD', { exact: true })).toBe('US$12,345,678.90');
    expect(moneyText(7, '')).toBe('7.00');
  });
});

test('a score is cut, never rounded up into the next band', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 100, noNaN: true }), (score) => {
      expect(Number(scoreText(score))).toBeLessThanOrEqual(score);
    }),
  );
  expect(scoreText(79.999)).toBe('79');
});

test('shares, counts and changes', () => {
  expect(percentText(0.1234)).toBe('12.3 %');
  expect(countText(1_234_567)).toBe('1,234,567');
  expect([-2, 0, 2].map((change) => signed(change, countText))).toEqual(['−2', '±0', '+2']);
});
