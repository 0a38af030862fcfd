import {
  bool,
  date,
  decimal,
  defineTable,
  float64,
  formatExact,
  formatInstant,
  int32,
  int64,
  list,
  type Micros,
  SchemaMismatch,
  struct,
  text,
  timestamp,
} from '@audit/contract';
import * as arrow from 'apache-arrow';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deepCount } from '../deep-count.fixture.ts';
import { conform } from './conform.ts';
import { decodeRows } from './decode-rows.ts';
import { encodeRows } from './encode-rows.ts';
import { everyType, manyRows } from './every-type.fixture.ts';

const some = { description: 'Any', nullable: true } as const;
const oneColumn = (column: ReturnType<typeof kinds>) =>
  defineTable({
    name: 'given',
    layer: 'silver',
    grain: ['id'],
    description: 'One column',
    columns: { id: int32({ description: 'Id' }), v: column },
  });
const kinds = (kind: 'text' | 'int32' | 'int64' | 'float64' | 'bool' | 'date' | 'timestamp' | 'money' | 'list' | 'struct') =>
  ({
    text: text(some),
    int32: int32(some),
    int64: int64(some),
    float64: float64(some),
    bool: bool(some),
    date: date(some),
    timestamp: timestamp(some),
    money: decimal(18, 2)(some),
    list: list({ kind: 'text' })(some),
    struct: struct({ a: { kind: 'int64' } })(some),
  })[kind];
const ids = (length: number): arrow.Vector =>
  arrow.vectorFromArray(
    Array.from({ length }, (_, i) => i),
    new arrow.Int8(),
  );
const conformed = (kind: Parameters<typeof kinds>[0], vector: arrow.Vector): readonly unknown[] => {
  const table = oneColumn(kinds(kind));
  return [...decodeRows(conform(new arrow.Table({ v: vector, unused: ids(vector.length), id: ids(vector.length) }), table), table)].map(
    ({ v }) => v,
  );
};
const raw = (type: arrow.DataType, data: ArrayBufferView, length: number): arrow.Vector =>
  new arrow.Vector([arrow.makeData({ type, length, nullCount: 0, data } as never)]);
const words = (...values: readonly bigint[]): Uint32Array =>
  new Uint32Array(BigInt64Array.from(values.flatMap((value) => [BigInt.asIntN(64, value), value >> 64n])).buffer);
const texts = ['é', null, '', 'a text longer than a slot'];

describe('a column of another Arrow type becomes the declared one', () => {
  test.each<[string, Parameters<typeof kinds>[0], arrow.Vector, readonly unknown[]]>([
    ['a dictionary of text', 'text', arrow.vectorFromArray(texts, new arrow.Dictionary(new arrow.Utf8(), new arrow.Int16())), texts],
    ['text of 64-bit offsets', 'text', arrow.vectorFromArray(texts, new arrow.LargeUtf8()), texts],
    ['views of text', 'text', arrow.vectorFromArray(texts, new arrow.Utf8View()), texts],
    ['nothing but nulls', 'text', arrow.vectorFromArray([null, null], new arrow.Null()), [null, null]],
    ['nothing but nulls, for money', 'money', arrow.vectorFromArray([null, null], new arrow.Null()), [null, null]],
    ['nothing but nulls, for flags', 'bool', arrow.vectorFromArray([null, null], new arrow.Null()), [null, null]],
    ['small whole numbers', 'int32', arrow.vectorFromArray([-128, 127, null], new arrow.Int8()), [-128, 127, null]],
    ['unsigned whole numbers', 'int64', arrow.vectorFromArray([0, 4294967295], new arrow.Uint32()), [0n, 4294967295n]],
    ['wide whole numbers that fit', 'int32', arrow.vectorFromArray([7n, -7n], new arrow.Int64()), [7, -7]],
    ['single floats', 'float64', arrow.vectorFromArray([1.5, null], new arrow.Float32()), [1.5, null]],
    [
      'dates of milliseconds',
      'date',
      raw(new arrow.DateMillisecond(), BigInt64Array.of(-86_400_000n, 0n), 2),
      ['1969-12-31', '1970-01-01'],
    ],
    ['seconds', 'timestamp', raw(new arrow.TimestampSecond(), BigInt64Array.of(-1n, 2n), 2), [-1_000_000n, 2_000_000n]],
    ['milliseconds of a zone', 'timestamp', raw(new arrow.TimestampMillisecond('Asia/Tokyo'), BigInt64Array.of(-1n), 1), [-1000n]],
    ['microseconds without a zone', 'timestamp', raw(new arrow.TimestampMicrosecond(), BigInt64Array.of(-1n), 1), [-1n]],
    ['whole microseconds in nanoseconds', 'timestamp', raw(new arrow.TimestampNanosecond('UTC'), BigInt64Array.of(-3000n), 1), [-3n]],
    ['money of fewer digits', 'money', raw(new arrow.Decimal(1, 9, 128), words(-15n, 10n), 2), ['-1.50', '1.00']],
    ['money of more digits, zeros', 'money', raw(new arrow.Decimal(6, 38, 128), words(-1_500_000n), 1), ['-1.50']],
    ['whole money', 'money', arrow.vectorFromArray([3, -4], new arrow.Int16()), ['3.00', '-4.00']],
    [
      'a dictionary of dates',
      'date',
      arrow.vectorFromArray([new Date(0), null], new arrow.Dictionary(new arrow.DateDay(), new arrow.Int32())),
      ['1970-01-01', null],
    ],
    [
      'lists of other text',
      'list',
      arrow.vectorFromArray([['a', null], null], new arrow.List(new arrow.Field('element', new arrow.LargeUtf8(), true))),
      [['a', null], null],
    ],
    [
      'objects with more fields, in another order',
      'struct',
      arrow.vectorFromArray(
        [{ b: 1, a: 2 }, null],
        new arrow.Struct([new arrow.Field('b', new arrow.Int32(), true), new arrow.Field('a', new arrow.Int32(), true)]),
      ),
      [{ a: 2n }, null],
    ],
  ])('%s', (_, kind, vector, expected) => {
    expect(conformed(kind, vector)).toEqual(expected);
  });
});

describe('a column that would lose something is refused by name, with the row', () => {
  test.each<[string, Parameters<typeof kinds>[0], arrow.Vector, string]>([
    ['floats for money', 'money', arrow.vectorFromArray([1.5], new arrow.Float64()), 'Float64 cannot become Decimal[18e+2]'],
    ['text for money', 'money', arrow.vectorFromArray(['1.50'], new arrow.Utf8()), 'cannot become'],
    ['a digit too many', 'money', raw(new arrow.Decimal(3, 18, 128), words(0n, 1001n), 2), 'row 2: more than 2 digits after the point'],
    ['money too large', 'money', raw(new arrow.Decimal(0, 38, 128), words(10n ** 16n), 1), 'row 1: more than 18 digits'],
    ['a number too large', 'int32', arrow.vectorFromArray([1n, 2n ** 31n], new arrow.Int64()), 'row 2: more than 32 bits'],
    ['an unsigned number too large', 'int64', arrow.vectorFromArray([2n ** 63n], new arrow.Uint64()), 'row 1: more than 64 bits'],
    ['part of a microsecond', 'timestamp', raw(new arrow.TimestampNanosecond(), BigInt64Array.of(1n), 1), 'row 1: not a whole microsecond'],
    ['a second far away', 'timestamp', raw(new arrow.TimestampSecond(), BigInt64Array.of(2n ** 62n), 1), 'row 1: beyond the years'],
    ['part of a day', 'date', raw(new arrow.DateMillisecond(), BigInt64Array.of(1n), 1), 'row 1: not a whole day'],
    ['numbers for text', 'text', arrow.vectorFromArray([1], new arrow.Int32()), 'Int32 cannot become Utf8'],
    ['a date for a time', 'timestamp', arrow.vectorFromArray([new Date(0)], new arrow.DateDay()), 'cannot become'],
  ])('%s', (_, kind, vector, message) => {
    expect(() => conformed(kind, vector)).toThrow(SchemaMismatch);
    expect(() => conformed(kind, vector)).toThrow('column v, batch 1');
    expect(() => conformed(kind, vector)).toThrow(message);
  });

  test('nulls, or no column, where a value must be', () => {
    const table = oneColumn(kinds('text'));
    const v = arrow.vectorFromArray(['x'], new arrow.Utf8());
    expect(() => conform(new arrow.Table({ v }), table)).toThrow('column id is missing');
    expect(() => conform(new arrow.Table({ v, id: arrow.vectorFromArray([null], new arrow.Int32()) }), table)).toThrow(
      '1 nulls where none may be',
    );
  });
});

test('a column that may be null may be left out', () => {
  const table = oneColumn(kinds('money'));
  expect([...decodeRows(conform(new arrow.Table({ id: ids(2) }), table), table)]).toEqual([
    { id: 0, v: null },
    { id: 1, v: null },
  ]);
});

test('a table of the declared schema is the same afterwards, cut anywhere', () => {
  fc.assert(
    fc.property(manyRows(200), fc.nat(200), (rows, from) => {
      const given = encodeRows(rows, everyType).slice(from);
      expect([...decodeRows(conform(given, everyType), everyType)]).toEqual(rows.slice(from));
    }),
    { numRuns: deepCount(40, 2000) },
  );
});

test('decoded rows say decimals and instants exactly where apache-arrow does not', () => {
  const table = defineTable({
    name: 'exact',
    layer: 'silver',
    grain: ['amount'],
    description: 'Exactness',
    columns: { amount: decimal(38, 9)({ description: 'Amount' }), instant: timestamp({ description: 'Instant' }) },
  });
  const most = formatExact({ digits: 10n ** 38n - 1n, scale: 9 });
  const rows = [{ amount: most, instant: 1_700_000_000_123_457n }] as never;
  const [row] = decodeRows(encodeRows(rows, table), table);
  expect(row).toEqual({ amount: '99999999999999999999999999999.999999999', instant: 1_700_000_000_123_457n });
  expect(formatInstant(row?.instant as Micros)).toBe('2023-11-14T22:13:20.123457Z');
});
