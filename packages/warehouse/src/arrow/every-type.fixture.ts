import {
  bool,
  date,
  decimal,
  defineTable,
  float64,
  formatExact,
  int32,
  int64,
  list,
  type Row,
  struct,
  text,
  timestamp,
} from '@audit/contract';
import * as fc from 'fast-check';

const any = { description: 'Any value', nullable: true } as const;

/** A table with a column of every contract type, every width DuckDB keeps decimals in, and the nested types. */
export const everyType = defineTable({
  name: 'every_type',
  layer: 'silver',
  grain: ['i'],
  description: 'Every type of the contract',
  columns: {
    i: int64({ description: 'Position' }),
    t: text(any),
    n32: int32(any),
    n64: int64(any),
    f: float64(any),
    b: bool(any),
    d: date(any),
    at: timestamp(any),
    d4: decimal(4, 1)(any),
    d9: decimal(9, 3)(any),
    d18: decimal(18, 4)(any),
    d38: decimal(38, 9)(any),
    l: list({ kind: 'text' })(any),
    ld: list({ kind: 'decimal', precision: 18, scale: 2 })(any),
    s: struct({ lo: { kind: 'decimal', precision: 9, scale: 2 }, t: { kind: 'text' }, b: { kind: 'bool' } })(any),
  },
});
export type EveryType = Row<typeof everyType>;

/** Around the 12 bytes that DuckDB keeps inline, and far beyond; any character, NUL and 4-byte ones too. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.string({ unit: 'grapheme-ascii', minLength: 10, maxLength: 15 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.nat(9000).map((length) => 'é€😀x'.repeat(length).slice(0, length).toWellFormed()),
);
const bits64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n };
const anyDecimal = (precision: number, scale: number) => {
  const most = 10n ** BigInt(precision) - 1n;
  return fc.oneof(fc.constantFrom(most, -most, 0n), fc.bigInt({ min: -most, max: most })).map((digits) => formatExact({ digits, scale }));
};
// DuckDB reserves the outermost dates for infinity; ours are those of the calendar.
const anyDate = fc.integer({ min: -719_162, max: 2_932_896 }).map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { freq: 4, nil: null });

/** A row of any values, without its position. */
export const anyRow = fc.record({
  t: orNull(anyText),
  n32: orNull(fc.integer()),
  n64: orNull(fc.bigInt(bits64)),
  f: orNull(fc.double()),
  b: orNull(fc.boolean()),
  d: orNull(anyDate),
  at: orNull(fc.bigInt(bits64)),
  d4: orNull(anyDecimal(4, 1)),
  d9: orNull(anyDecimal(9, 3)),
  d18: orNull(anyDecimal(18, 4)),
  d38: orNull(anyDecimal(38, 9)),
  l: orNull(fc.array(orNull(anyText), { maxLength: 5 })),
  ld: orNull(fc.array(orNull(anyDecimal(18, 2)), { maxLength: 5 })),
  s: orNull(fc.record({ lo: orNull(anyDecimal(9, 2)), t: orNull(anyText), b: orNull(fc.boolean()) })),
});

/** As many rows as asked for: a few generated ones, each used again with a place of its own. */
export const manyRows = (maximum: number): fc.Arbitrary<readonly EveryType[]> =>
  fc
    .tuple(fc.array(anyRow, { minLength: 1, maxLength: 24 }), fc.oneof(fc.nat(40), fc.nat(maximum)), fc.integer({ min: 1, max: 1000 }))
    .map(([patterns, count, step]) =>
      // The step keeps the pattern from lining up with the 8 bits of a byte or the 2,048 rows of a vector.
      Array.from({ length: count }, (_, i) => ({ i: BigInt(i), ...patterns[(i + Math.floor(i / step)) % patterns.length] }) as EveryType),
    );
