import { bool, date, decimal, defineTable, float64, int32, int64, list, type Row, struct, text, timestamp } from '@audit/contract';
import * as fc from 'fast-check';
import { anyRowOf } from './any-row.fixture.ts';

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

/** As many rows as asked for: a few generated ones, each used again with a place of its own. */
export const manyRows = (maximum: number): fc.Arbitrary<readonly EveryType[]> =>
  fc
    .tuple(
      fc.array(anyRowOf(everyType), { minLength: 1, maxLength: 24 }),
      fc.oneof(fc.nat(40), fc.nat(maximum)),
      fc.integer({ min: 1, max: 1000 }),
    )
    .map(([patterns, count, step]) =>
      // The step keeps the pattern from lining up with the 8 bits of a byte or the 2,048 rows of a vector.
      Array.from({ length: count }, (_, i) => ({ ...patterns[(i + Math.floor(i / step)) % patterns.length], i: BigInt(i) }) as EveryType),
    );
