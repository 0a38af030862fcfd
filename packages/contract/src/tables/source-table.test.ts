import { array, assert, constantFrom, pre, property, string, uniqueArray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fingerprint } from './checks.ts';
import { personalClass } from './personal-column.ts';
import { grownShape, type SourceField } from './source-shape.ts';
import { bronzeNames, lineageColumns, sourceTable } from './source-table.ts';

const lower = (names: readonly string[]): readonly string[] => names.map((name) => name.toLowerCase());
const anyName = string({ minLength: 1, maxLength: 4, unit: constantFrom('a', 'A', 'b', '_', '2', 'é') });

describe('names of columns', () => {
  test('are those of the source, but for those that SQL would take for one', () => {
    expect(bronzeNames(['Id', 'Name', 'NAME', 'name_2', '_page'])).toEqual(['Id', 'Name', 'NAME_2', 'name_2_2', '_page_2']);
  });

  test('keep the spelling the lake has', () => {
    expect(bronzeNames(['id', 'name'], ['Id', 'Name'])).toEqual(['Id', 'Name']);
    expect(bronzeNames(['NAME', 'Name'], ['Name'])).toEqual(['NAME_2', 'Name']);
  });

  test('differ, and stay as they are once they are known', () => {
    assert(
      property(uniqueArray(anyName, { maxLength: 8 }), (names) => {
        const given = bronzeNames(names);
        expect(new Set([...lower(given), ...Object.keys(lineageColumns)]).size).toBe(names.length + 9);
        expect(bronzeNames(given, given)).toEqual(given);
      }),
    );
  });
});

describe('the shape of a table of a source', () => {
  const field = array(anyName, { minLength: 1, maxLength: 6 }).map((names) =>
    bronzeNames([...new Set(names)]).map((name): SourceField => [name, 'string']),
  );
  test('keeps every column it ever had, in its place', () => {
    assert(
      property(field, field, (first, second) => {
        pre(first.length > 0);
        const before = grownShape(undefined, first, ['Id']);
        const after = grownShape(before, second, []);
        expect(after.columns.slice(0, first.length).map(([name]) => name)).toEqual(first.map(([name]) => name));
        const known = new Set(lower(after.columns.map(([name]) => name)));
        expect(known.size).toBe(after.columns.length);
        expect(second.every(([name]) => known.has(name.toLowerCase()))).toBe(true);
        expect(grownShape(after, second, [])).toEqual(after);
      }),
    );
  });

  test('takes the newest type a source gives, but none for a file that has no types', () => {
    const was = grownShape(undefined, [['Amount', 'currency']], ['Id']);
    expect(grownShape(was, [['Amount', 'text']], [])).toEqual(was);
    expect(grownShape(was, [['amount', 'double']], [])).toEqual({ key: ['Id'], columns: [['Amount', 'double']] });
  });

  test('makes a table of text with its lineage behind, whose identity follows the columns alone', () => {
    const table = sourceTable('account', {
      key: ['Id'],
      columns: [
        ['Id', 'id'],
        ['constructor', 'string'],
      ],
    });
    expect(Object.keys(table.columns)).toEqual(['Id', 'constructor', ...Object.keys(lineageColumns)]);
    expect([table.layer, table.grain]).toEqual(['bronze', ['Id', '_run_id', '_job_id', '_page']]);
    const retyped = sourceTable('account', {
      key: ['Id'],
      columns: [
        ['Id', 'reference'],
        ['constructor', 'text'],
      ],
    });
    expect(fingerprint(retyped)).toBe(fingerprint(table));
  });
});

test.each([
  ['LastName', 'string', 'direct'],
  ['PersonEmail', 'email', 'direct'],
  ['BillingStreet', 'text', 'direct'],
  ['name_local', 'text', 'direct'],
  ['Industry', 'picklist', 'none'],
  ['CreatedDate', 'datetime', 'none'],
  ['Description', 'textarea', 'quasi'],
  ['NumberOfEmployees', 'int', 'none'],
])('%s of type %s is taken for %s', (name, type, expected) => {
  expect(personalClass(name, type)).toBe(expected);
});
