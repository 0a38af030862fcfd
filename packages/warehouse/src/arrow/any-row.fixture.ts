import { type Columns, type ColumnType, formatExact, type Row, type Table } from '@audit/contract';
import * as fc from 'fast-check';

/** Around the 12 bytes that DuckDB keeps inline, and far beyond; any character, NUL and 4-byte ones too. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.string({ unit: 'grapheme-ascii', minLength: 10, maxLength: 15 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.nat(9000).map((length) => 'é€😀x'.repeat(length).slice(0, length).toWellFormed()),
);

const anyDecimal = (precision: number, scale: number): fc.Arbitrary<string> => {
  const most = 10n ** BigInt(precision) - 1n;
  return fc.oneof(fc.constantFrom(most, -most, 0n), fc.bigInt({ min: -most, max: most })).map((digits) => formatExact({ digits, scale }));
};

const anyValue = (type: ColumnType): fc.Arbitrary<unknown> => {
  switch (type.kind) {
    case 'text':
      return anyText;
    case 'bool':
      return fc.boolean();
    case 'int32':
      return fc.integer();
    case 'int64':
      return fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
    case 'float64':
      return fc.double();
    case 'date':
      // DuckDB reserves the outermost dates and times for infinity; ours are those of the calendar.
      return fc.integer({ min: -719_162, max: 2_932_896 }).map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
    case 'timestamp':
      return fc.bigInt({ min: -62_135_596_800_000_000n, max: 253_402_300_799_999_999n });
    case 'decimal':
      return anyDecimal(type.precision, type.scale);
    case 'list':
      return fc.array(fc.option(anyValue(type.of), { nil: null }), { maxLength: 5 });
    case 'struct':
      return fc.record(Object.fromEntries(Object.entries(type.fields).map(([name, of]) => [name, fc.option(anyValue(of), { nil: null })])));
  }
};

/** A row of any values of the table's types; grain and laws are not minded. */
export const anyRowOf = <T extends Pick<Table, 'columns'>>(table: T): fc.Arbitrary<Row<T>> =>
  fc.record(
    Object.fromEntries(
      Object.entries<Columns[string]>(table.columns).map(([name, { type, nullable }]) => [
        name,
        nullable ? fc.option(anyValue(type), { freq: 4, nil: null }) : anyValue(type),
      ]),
    ),
  ) as fc.Arbitrary<Row<T>>;
