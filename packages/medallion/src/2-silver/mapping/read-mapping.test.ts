import { readFileSync } from 'node:fs';
import { MappingInvalid } from '@audit/contract';
import { describe, expect, test } from 'vitest';
import { mappingJsonSchema } from './mapping-json-schema.ts';
import { mappingSchema } from './mapping-schema.ts';
import { readMapping } from './read-mapping.ts';
import { shippedMapping } from './shipped-mapping.ts';

const id = { source: 'Id', target: 'id' };

/** What is found wrong with a mapping, each fault as a line. */
const faultsOf = (mapping: unknown): readonly string[] => {
  try {
    readMapping(typeof mapping === 'string' ? mapping : JSON.stringify(mapping), 'mapping.json');
    return [];
  } catch (error) {
    if (!(error instanceof MappingInvalid)) throw error;
    expect(error.exitCode).toBe(2);
    return error.findings.map(({ path, what, remedy }) => `${path}: ${what}; ${remedy}`);
  }
};
const table = (more: object): object => ({ version: 1, tables: { account: { target: 'accounts', key: ['Id'], columns: [id], ...more } } });
const column = (more: object, ...others: readonly object[]): object =>
  table({ columns: [id, { source: 'X', target: 'x', ...more }, ...others] });

test('the shipped mapping is right, and has the tables of the usual organisation', () => {
  const { tables } = readMapping(readFileSync(shippedMapping, 'utf8'), 'shipped');
  expect(tables).toHaveLength(24);
  const names = tables.map(({ bronze }) => bronze);
  for (const { bronze, mapping } of tables)
    if (mapping.currency?.parent !== undefined) expect(names.indexOf(mapping.currency.parent.table)).toBeLessThan(names.indexOf(bronze));
});

test('the JSON Schema names every option, and the rule language refers to itself', () => {
  const schema = JSON.parse(mappingJsonSchema()) as {
    properties: { tables: { additionalProperties: { properties: Record<string, unknown> } } };
    $defs: { rule: object };
  };
  expect(Object.keys(schema.properties)).toEqual(Object.keys(mappingSchema.shape));
  expect(Object.keys(schema.properties.tables.additionalProperties.properties)).toContain('currency');
  expect(JSON.stringify(schema.properties)).toContain('"$ref":"#/$defs/rule"');
  expect(JSON.stringify(schema.$defs.rule)).toContain('days_between');
});

describe('words that are none are refused with their JSON path and the nearest right one', () => {
  test.each([
    [column({ typ: 'text' }), 'tables.account.columns[1].typ: there is no "typ" here; did you mean "type"?'],
    [column({ type: 'decimel(18,2)' }), 'tables.account.columns[1].type: there is no type "decimel(18,2)"; did you mean "decimal(18,2)"?'],
    [column({ type: 'decimal(40,2)' }), 'tables.account.columns[1].type: there is no type "decimal(40,2)"; did you mean "decimal(18,2)"?'],
    [column({ case: 'uper' }), 'tables.account.columns[1].case: "uper" is not allowed; did you mean "upper"?'],
    [
      column({ validate: { patern: 'x' } }),
      'tables.account.columns[1].validate.patern: there is no "patern" here; did you mean "pattern"?',
    ],
    [table({ key: ['ID'] }), 'tables.account.key[0]: no column is read from "ID"; did you mean "Id"?'],
    [
      table({ derive: { y: { value: { gt: ['idd', { text: 'a' }] }, type: 'bool' } } }),
      'tables.account.derive.y.value.gt[0]: there is no column "idd"; did you mean "id"?',
    ],
    [
      table({ derive: { y: { value: { greater: ['id', 1] }, type: 'bool' } } }),
      'tables.account.derive.y.value.greater: there is no operator "greater"; use one of all, any, not, eq, ne, gt, gte, lt, lte, in, between, is_null, is_known, add, sub, mul, div, min, max, coalesce, abs, days_between',
    ],
    [
      column({ validate: { reference: 'acount' } }),
      'tables.account.columns[1].validate.reference: no table "acount" is mapped; did you mean "account"?',
    ],
    [
      column({ phone: { country: 'contry' } }, { source: 'C', target: 'country' }),
      'tables.account.columns[1].phone.country: there is no column "contry"; did you mean "country"?',
    ],
    [
      table({ currency: { fields: ['amont'], on: 'id' }, columns: [id, { source: 'A', target: 'amount', type: 'decimal(18,2)' }] }),
      'tables.account.currency.fields[0]: there is no column "amont"; did you mean "amount"?',
    ],
    [{ version: 1, tabels: {}, tables: {} }, 'tabels: there is no "tabels" here; did you mean "tables"?'],
    ['{"version": 1', ': it is not JSON'],
  ])('%#', (mapping, fault) => expect(faultsOf(mapping).join('\n')).toContain(fault));
});

describe('rules that cannot be are refused', () => {
  test.each([
    [
      column({ type: 'int64', null: { default: 'x' } }),
      'tables.account.columns[1].null.default: "x" is no int64; give a value of the type int64',
    ],
    [
      column({ null: { default: 'c' }, validate: { enum: ['a', 'b'] } }),
      'tables.account.columns[1].null.default: "c" is none of the values "validate.enum" allows',
    ],
    [column({ null: { default: 'c', policy: 'reject' } }), 'a missing value is both replaced and refused'],
    [
      column({ type: 'int64', validate: { range: { min: 5, max: 1 } } }),
      'tables.account.columns[1].validate.range: min 5 is greater than max 1; exchange them',
    ],
    [column({ type: 'date', validate: { range: { min: '2024-02-30' } } }), 'columns[1].validate.range.min: "2024-02-30" is no date'],
    [column({ validate: { range: { min: 1 } } }), 'a text has no range'],
    [column({ type: 'int64', validate: { pattern: 'x' } }), '"pattern" is of texts, and the type is int64'],
    [column({ validate: { length: { min: 3, max: 2 } } }), 'min 3 is greater than max 2'],
    [
      column({ map: { values: { a: 'z' } }, validate: { enum: ['x', 'y'] } }),
      'columns[1].map.values.a: "z" is none of the values "validate.enum" allows',
    ],
    [column({ type: 'bool', map: { values: { yes: 'ja' } } }), 'columns[1].map.values.yes: "ja" is no bool'],
    [column({ map: { values: { a: 'b' }, unmatched: 'default' } }), 'a default and unmatched "default" go together'],
    [column({ map: { values: { a: 'b', A: 'c' }, ignore_case: true } }), 'two of its texts are one where case does not count'],
    [
      column({ type: 'decimal(9,2)', null: { default: -1 }, validate: { not_negative: 'price' } }),
      '-1 is below zero, which "validate.not_negative" refuses',
    ],
    [column({ type: 'date', parse: { formats: ['DD.MM'] } }), 'columns[1].parse.formats[0]: "DD.MM" is no format of a day'],
    [column({ type: 'decimal(9,2)', parse: { decimal: ',', group: ',' } }), 'thousands and decimals have the same mark'],
    [column({ parse: { decimal: ',' } }), 'columns[1].parse.decimal: it is of numbers, and the type is text'],
    [column({ email: true, url: 'full' }), 'a column is no email and url at once'],
    [column({ type: 'int64', country: true }), 'columns[1].country: it is of texts, and the type is int64'],
    [table({ columns: [{ ...id, case: 'upper' }] }), 'tables.account.columns[0].case: a key stays as the source spells it'],
    [column({}, { source: 'Y', target: 'x' }), 'tables.account.columns[2].target: columns[1] is called "x" too'],
    [
      table({ derive: { a: { value: { add: ['b', 1] }, type: 'int64' }, b: { value: { add: ['a', 1] }, type: 'int64' } } }),
      'tables.account.derive.a: a, b are computed from each other',
    ],
    [
      table({ derive: { a: { value: { add: ['id', 1] }, type: 'int64' } } }),
      'tables.account.derive.a.value.add: it counts with text, number',
    ],
    [
      table({ derive: { a: { value: { eq: ['id', { text: 'x' }] }, type: 'int64' } } }),
      'tables.account.derive.a.type: its value is a bool, and the type is int64',
    ],
    [table({ filter: { add: [1, 2] } }), 'tables.account.filter: a filter is a condition, and this is a number'],
    [table({ currency: { fields: ['id'], on: 'id', default: 'XXQ' } }), 'tables.account.currency.default: "XXQ" is no currency'],
    [
      { version: 1, tables: { a: { target: 'things', key: ['Id'], columns: [id] }, b: { target: 'things', key: ['Id'], columns: [id] } } },
      'tables.b.target: "a" goes to "things" too',
    ],
    [table({ target: 'customers' }), "silver_customers is a table of audit's own"],
    [
      {
        version: 1,
        tables: {
          a: { target: 'as', key: ['Id'], columns: [id, { source: 'B', target: 'b_id', validate: { reference: 'b' } }] },
          b: { target: 'bs', key: ['Id'], columns: [id, { source: 'A', target: 'a_id', validate: { reference: 'a' } }] },
        },
      },
      'tables.a: a, b refer to each other',
    ],
  ])('%#', (mapping, fault) => expect(faultsOf(mapping).join('\n')).toContain(fault));
});

test('every fault is named at once', () => {
  expect(
    faultsOf(column({ type: 'int64', null: { default: 'x' }, validate: { range: { min: 2, max: 1 } } }, { source: 'Y', target: 'x' })),
  ).toHaveLength(3);
});
