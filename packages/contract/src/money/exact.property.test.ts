import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Assertion } from '../errors/assertion.ts';
import { addExact, compareExact, type Exact, formatExact, multiplyExact, parseExact, roundExact } from './exact.ts';

const exact = fc.record({ digits: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), scale: fc.nat(16) });
const parse = (text: string): Exact => parseExact(text) as Exact;

describe('an exact number', () => {
  test('survives being written and read', () => {
    fc.assert(
      fc.property(exact, (value) => {
        expect(parseExact(formatExact(value))).toEqual(value);
      }),
    );
  });

  test('adds, multiplies and compares as fractions do', () => {
    fc.assert(
      fc.property(exact, exact, (a, b) => {
        const [unitA, unitB] = [10n ** BigInt(a.scale), 10n ** BigInt(b.scale)];
        const sum = addExact(a, b);
        const product = multiplyExact(a, b);
        expect(sum.digits * unitA * unitB).toBe((a.digits * unitB + b.digits * unitA) * 10n ** BigInt(sum.scale));
        expect(product.digits * unitA * unitB).toBe(a.digits * b.digits * 10n ** BigInt(product.scale));
        const crosswise = a.digits * unitB - b.digits * unitA;
        expect(compareExact(a, b)).toBe(crosswise < 0n ? -1 : crosswise > 0n ? 1 : 0);
      }),
    );
  });

  test('is rounded to the nearest, halves away from zero, the same on both sides of zero', () => {
    fc.assert(
      fc.property(exact, fc.nat(16), (value, scale) => {
        const rounded = roundExact(value, scale);
        expect(rounded.scale).toBe(scale);
        const negated = roundExact({ ...value, digits: -value.digits }, scale);
        expect(negated.digits).toBe(-rounded.digits);
        const unit = 10n ** BigInt(Math.max(0, value.scale - scale));
        const wide = 10n ** BigInt(Math.max(0, scale - value.scale));
        const twiceError = 2n * (rounded.digits * unit - value.digits * wide);
        const outward = value.digits < 0n ? -twiceError : twiceError;
        expect(outward <= unit && outward > -unit).toBe(true);
      }),
    );
  });
});

describe('decimal literals', () => {
  test.each([
    ['-5.555', 2, '-5.56'],
    ['5.554999999999999999', 2, '5.55'],
    ['0.005', 2, '0.01'],
    ['-0.004', 2, '0.00'],
    ['1e3', 0, '1000'],
    ['1.5E-3', 4, '0.0015'],
    ['.5', 0, '1'],
    ['+7.', 1, '7.0'],
  ])('%s to %i digits is %s', (text, scale, expected) => {
    expect(formatExact(roundExact(parse(text), scale))).toBe(expected);
  });

  test.each(['', '.', '-', '1,5', '1e', '1e5000', 'NaN', 'Infinity', ' 1', '0x1', '１'])('%j is none', (text) => {
    expect(parseExact(text)).toBeUndefined();
  });

  test.each([-1, 0.5, Number.NaN])('%d is no number of digits to round to', (scale) => {
    expect(() => roundExact(parse('1'), scale)).toThrow(Assertion);
  });

  test('33.333333333333336 times 3 rounds to 100.00', () => {
    expect(formatExact(roundExact(multiplyExact(parse('33.333333333333336'), parse('3')), 2))).toBe('100.00');
  });
});
