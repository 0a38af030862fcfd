import { expect, test } from 'vitest';
import { minorUnits } from './minor-units.ts';
import { plainNumber } from './plain-number.ts';

test.each([
  ['12.3000', '12.3'],
  ['12.0000', '12'],
  ['100', '100'],
  ['-0.00', '0'],
  ['-0', '0'],
  ['0.10', '0.1'],
  ['-0.10', '-0.1'],
])('%s is printed as %s', (text, shown) => {
  expect(plainNumber(text)).toBe(shown);
});

test('yen have no minor unit, dinars three digits, most currencies and none two', () => {
  expect(['JPY', 'KWD', 'EUR', null].map((currency) => minorUnits(currency))).toEqual([0, 3, 2, 2]);
});
