import { DataType } from 'apache-arrow/type';
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  bool,
  date,
  type Decimal,
  decimal,
  float64,
  int32,
  int64,
  type IsoDate,
  list,
  type Micros,
  struct,
  text,
  timestamp,
} from './column.ts';
import { fingerprint, tableChecks } from './checks.ts';
import { ddl } from './ddl.ts';
import { defineTable, qualifiedName, type Row } from './define-table.ts';
import { dictionary } from './dictionary.ts';
import { quote } from './quote.ts';

const sample = defineTable({
  name: 'sample',
  layer: 'gold',
  grain: ['id', 'day'],
  description: 'One row per id and day | a test.',
  columns: {
    id: text({ description: "The shop's id", pii: 'quasi' }),
    day: date({ description: 'Day' }),
    at: timestamp({ description: 'Time', unit: 'us UTC' }),
    amount: decimal(12, 2)({ description: 'Amount', unit: 'currency', nullable: true }),
    count: int64({ description: 'Lines' }),
    rank: int32({ description: 'Rank' }),
    score: float64({ description: 'Score' }),
    open: bool({ description: 'Open' }),
    tags: list({ kind: 'text' })({ description: 'Tags' }),
    place: struct({ city: { kind: 'text' }, fee: { kind: 'decimal', precision: 9, scale: 3 } })({ description: 'Place', nullable: true }),
  },
  laws: { positive: { columns: ['count'], holds: (c) => `${c.count} > 0` } },
});

const row = {
  id: 'a',
  day: '2024-02-29' as IsoDate,
  at: 1n as Micros,
  amount: '-12.30' as Decimal,
  count: 3n,
  rank: 1,
  score: 0.5,
  open: true,
  tags: ['x', null],
  place: { city: 'Oslo', fee: '1.250' as Decimal },
};

describe('a declaration', () => {
  test('gives the row type', () => {
    expectTypeOf<Row<typeof sample>>().toEqualTypeOf<{
      readonly id: string;
      readonly day: IsoDate;
      readonly at: Micros;
      readonly amount: Decimal | null;
      readonly count: bigint;
      readonly rank: number;
      readonly score: number;
      readonly open: boolean;
      readonly tags: readonly (string | null)[];
      readonly place: { readonly city: string | null; readonly fee: Decimal | null } | null;
    }>();
  });

  test('gives the Arrow schema, with class of personal data and unit', () => {
    const fields = sample.schema.fields.map((field) => `${field.name} ${field.type}${field.nullable ? ' null' : ''}`);
    expect(fields).toEqual([
      'id Utf8',
      'day Date32<DAY>',
      'at Timestamp<MICROSECOND, UTC>',
      'amount Decimal[12e+2] null',
      'count Int64',
      'rank Int32',
      'score Float64',
      'open Bool',
      'tags List<Utf8>',
      'place Struct<{city:Utf8, fee:Decimal[9e+3]}> null',
    ]);
    expect(sample.schema.fields[0]?.metadata.get('pii')).toBe('quasi');
    expect(sample.schema.fields[3]?.metadata.get('unit')).toBe('currency');
    expect(DataType.isDecimal(sample.schema.fields[3]?.type)).toBe(true);
  });

  test('gives DDL for both engines', () => {
    expect(ddl(sample, 'duckdb')).toBe(`CREATE TABLE "gold_sample" (
  "id" VARCHAR NOT NULL,
  "day" DATE NOT NULL,
  "at" TIMESTAMP NOT NULL,
  "amount" DECIMAL(12,2),
  "count" BIGINT NOT NULL,
  "rank" INTEGER NOT NULL,
  "score" DOUBLE NOT NULL,
  "open" BOOLEAN NOT NULL,
  "tags" VARCHAR[] NOT NULL,
  "place" STRUCT("city" VARCHAR, "fee" DECIMAL(9,3))
)`);
    const spark = ddl(sample, 'spark', 'other`s');
    expect(spark).toContain('CREATE TABLE `other``s` (');
    expect(spark).toContain("`id` STRING NOT NULL COMMENT 'The shop\\'s id'");
    expect(spark).toContain('`at` TIMESTAMP_NTZ NOT NULL');
    expect(spark).toContain('`place` STRUCT<city: STRING, fee: DECIMAL(9,3)>');
  });

  test('gives checks: grain unique, required columns present, laws kept', () => {
    const checks = tableChecks(sample, 'rows');
    expect(checks.map((check) => check.name)).toEqual(['grain', 'not_null', 'positive']);
    expect(checks[0]?.sql).toBe('SELECT "id", "day", COUNT(*) AS copies FROM "rows" GROUP BY "id", "day" HAVING COUNT(*) > 1');
    expect(checks[1]?.sql).not.toContain('"amount" IS NULL');
    expect(checks[2]?.sql).toBe('SELECT "id", "day", "count" FROM "rows" WHERE NOT ("count" > 0)');
  });

  test('gives a page of the dictionary', () => {
    const page = dictionary(sample);
    expect(page).toContain('# gold_sample');
    expect(page).toContain('| `amount` | DECIMAL(12,2) | yes | currency | none | Amount |');
    expect(page).toContain('- **positive**: `"count" > 0`');
    expect(qualifiedName(sample)).toBe('gold_sample');
  });

  test('has a fingerprint that changes with its shape and not with its words', () => {
    const like = (columns: { readonly id: ReturnType<typeof text> }, description: string) =>
      fingerprint(defineTable({ name: 'a', layer: 'gold', grain: ['id'], description, columns }));
    const id = text({ description: 'Id' });
    expect(like({ id }, 'One')).toBe(like({ id: text({ description: 'Another' }) }, 'Two'));
    const wide = defineTable({
      name: 'a',
      layer: 'gold',
      grain: ['id'],
      description: 'One',
      columns: { id, n: int64({ description: 'N' }) },
    });
    expect(fingerprint(wide)).not.toBe(like({ id }, 'One'));
  });
});

describe('the record schema', () => {
  test('takes a row as it is', () => {
    expect(sample.record.parse(row)).toEqual(row);
    expect(sample.record.safeParse({ ...row, amount: null, place: null }).success).toBe(true);
  });

  test.each<[string, object]>([
    ['a float for an amount', { amount: -12.3 }],
    ['an amount of another scale', { amount: '-12.3' }],
    ['an amount too wide', { amount: '12345678901.00' }],
    ['null where a value is required', { count: null }],
    ['a number for a 64-bit count', { count: 3 }],
    ['a day that does not exist', { day: '2023-02-29' }],
    ['a fraction for a rank', { rank: 1.5 }],
    ['an unknown field', { extra: 1 }],
    ['an unknown field of a struct', { place: { city: 'Oslo', fee: '1.250', zip: '1' } }],
  ])('refuses %s', (_, change) => {
    expect(sample.record.safeParse({ ...row, ...change }).success).toBe(false);
  });

  test('refuses a missing field', () => {
    const { id: _id, ...rest } = row;
    expect(sample.record.safeParse(rest).success).toBe(false);
  });
});

test('the compiler refuses declarations that contradict themselves', () => {
  const base = { name: 'bad', layer: 'gold', description: 'Bad.' } as const;
  const columns = { id: text({ description: 'Id' }), note: text({ description: 'Note', nullable: true }) };
  const declarations = [
    // @ts-expect-error a grain column that does not exist
    () => defineTable({ ...base, columns, grain: ['nope'] }),
    // @ts-expect-error a nullable grain column
    () => defineTable({ ...base, columns, grain: ['note'] }),
    // @ts-expect-error no grain
    () => defineTable({ ...base, columns, grain: [] }),
    // @ts-expect-error a law over an unknown column
    () => defineTable({ ...base, columns, grain: ['id'], laws: { l: { columns: ['nope'], holds: () => 'TRUE' } } }),
    // @ts-expect-error a law that uses a column it does not name
    () => defineTable({ ...base, columns, grain: ['id'], laws: { l: { columns: ['id'], holds: (c) => `${c.note} > 0` } } }),
    // @ts-expect-error a column without description
    () => text({ nullable: true }),
  ];
  expect(declarations.length).toBe(6);
});

test('a quote inside a name cannot end it', () => {
  expect([quote('a"b'), quote('a`b', 'spark')]).toEqual(['"a""b"', '`a``b`']);
});
