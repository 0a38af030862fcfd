import { trimId, trimmedCharacters } from '@audit/contract';
import * as fc from 'fast-check';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { deepCount } from '../deep-count.fixture.ts';
import { textLiteral } from '../sql-dialect/literal.ts';
import type { Field } from './field.ts';
import { fileSource } from './input-source.ts';
import { type LandedRow, openBench } from './landing.fixture.ts';

const bench = openBench();
afterAll(() => bench[Symbol.asyncDispose]());

const runs = deepCount(30, 3000);
const fields: readonly Field[] = [
  { name: 'id', kind: 'id' },
  { name: 'q', kind: 'decimal6' },
  { name: 'p', kind: 'decimal8' },
];
/** What the gate says of a number: the form is stated anew here. */
const asDecimal = (text: string, scale: number): LandedRow[string] => {
  const match = /^(-?)([0-9]{1,9})(?:[.]([0-9]+))?$/.exec(text);
  if (match === null || (match[3]?.length ?? 0) > scale) return null;
  const scaled = BigInt(`${match[2]}${(match[3] ?? '').padEnd(scale, '0')}`);
  const digits = scaled.toString().padStart(scale + 1, '0');
  return `${match[1] === '-' && scaled !== 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
};
const landed = (id: string | null, number: string | null): LandedRow => {
  const [q, p] = number === null ? [null, null] : [asDecimal(number, 6), asDecimal(number, 8)];
  return { fault: null, id, q, q_text: q === null ? number : null, p, p_text: p === null ? number : null };
};
const shown = ({ fault, id, q, q_text, p, p_text }: LandedRow): LandedRow => ({ fault, id, q, q_text, p, p_text });

const digits = (least: number, most: number) =>
  fc.string({ unit: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'), minLength: least, maxLength: most });
const number = fc.oneof(
  fc
    .tuple(fc.constantFrom('', '-'), digits(1, 11), fc.option(digits(0, 10), { nil: null }))
    .map(([sign, whole, part]) => (part === null ? `${sign}${whole}` : `${sign}${whole}.${part}`)),
  fc.constantFrom('999999999.99999999', '-999999999.99999999', '-0', '0.00000001', '1e3', '+1', '.5', '-', 'NaN', ' 1', '1 ', '٣'),
);
const jsonNumber = /^-?(0|[1-9][0-9]*)([.][0-9]+)?$/;
const blank = fc.string({ unit: fc.constantFrom(...Array.from(trimmedCharacters)), maxLength: 2 });
const id = fc.tuple(blank, fc.string({ unit: 'grapheme', maxLength: 16 }), blank).map((parts) => parts.join(''));
const rows = fc.array(fc.tuple(id, number), { minLength: 1, maxLength: 20 });
const windowBytes = fc.constantFrom(1, 7, 64, 4096);

describe('ids are trimmed and short numbers read, and no other', () => {
  test('in JSON, as numbers and as text', async () => {
    await fc.assert(
      fc.asyncProperty(rows, windowBytes, fc.boolean(), async (given, cut, asText) => {
        const lines = given.map(([name, value]) => {
          const token = jsonNumber.test(value) && !asText ? value : JSON.stringify(value);
          return `{"id":${JSON.stringify(name)},"q":${token},"p":${token}}`;
        });
        const { rows: found } = await bench.land(lines.join('\n'), fields, { format: 'ndjson', windowBytes: cut });
        expect(found.map(shown)).toEqual(given.map(([name, value]) => landed(trimId(name), value)));
      }),
      { numRuns: runs },
    );
  });

  test('in CSV', async () => {
    await fc.assert(
      fc.asyncProperty(rows, windowBytes, async (given, cut) => {
        const lines = given.map(([name, value]) => `"${name.replaceAll('"', '""')}","${value}",${value}`);
        const { rows: found } = await bench.land(`id,q,p\n${lines.join('\n')}\n`, fields, { format: 'csv', windowBytes: cut });
        expect(found.map(shown)).toEqual(given.map(([name, value]) => landed(name === '' ? null : trimId(name), value)));
      }),
      { numRuns: runs },
    );
  });

  const land = async (values: string): Promise<readonly LandedRow[]> => {
    const path = join(bench.folder, 'typed.parquet');
    await using session = await bench.engine.session();
    await session.connection.run(`COPY (SELECT id, n AS q, n AS p FROM (VALUES ${values}) v(id, n)) TO '${path}' (FORMAT parquet)`);
    return (await bench.land(fileSource(path), fields)).rows.map(shown);
  };

  test('in Parquet, as text', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (given) => {
        const values = given.map(([name, value]) => `(${textLiteral(name)}, ${textLiteral(value)})`).join(', ');
        const sorted = (all: readonly LandedRow[]): readonly string[] => all.map((row) => JSON.stringify(row)).toSorted();
        expect(sorted(await land(values))).toEqual(sorted(given.map(([name, value]) => landed(trimId(name), value))));
      }),
      { numRuns: runs },
    );
  });

  test('in Parquet, as doubles: the number is that of the shortest text', async () => {
    const double = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }).map((cents) => cents / 100),
      fc.tuple(fc.nat(2 ** 31 - 1), fc.nat(10)).map(([whole, places]) => whole / 10 ** places),
    );
    await fc.assert(
      fc.asyncProperty(double, async (value) => {
        const [row] = await land(`('x', ${value.toExponential()}::DOUBLE)`);
        for (const [name, scale] of [
          ['q', 6],
          ['p', 8],
        ] as const) {
          // Both are decimals or texts of one; JavaScript reads each as the double it came from.
          const short = row?.[name];
          expect(Number(short ?? row?.[`${name}_text`])).toBe(value === 0 ? Number(short) : value);
          if (typeof short === 'string') expect(short).toBe(asDecimal(plain(value), scale));
        }
      }),
      { numRuns: runs },
    );
  });

  test.each([
    ['12.30::DECIMAL(9,2)', '12.300000', null, '12.30000000', null],
    ['0.1234567::DECIMAL(9,7)', null, '0.1234567', '0.12345670', null],
    ['1.100000000000::DECIMAL(38,12)', '1.100000', null, '1.10000000', null],
    ['99999999999.5::DECIMAL(20,1)', '99999999999.500000', null, null, '99999999999.5'],
    ['-7::TINYINT', '-7.000000', null, '-7.00000000', null],
    ['9223372036854775807::BIGINT', null, '9223372036854775807', null, '9223372036854775807'],
    ['0.1::FLOAT', '0.100000', null, '0.10000000', null],
    ['true', null, 'true', null, 'true'],
    ['NULL::INTEGER', null, null, null, null],
  ])('in Parquet, %s', async (value, q, q_text, p, p_text) => {
    expect(await land(`('x', ${value})`)).toEqual([{ fault: null, id: 'x', q, q_text, p, p_text }]);
  });
});

/** The shortest text of a double without an exponent. */
const plain = (value: number): string => {
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const [whole = '', part = ''] = mantissa.replace('-', '').split('.');
  const all = `${whole}${part}`;
  const point = Number(exponent) + 1;
  const padded = point <= 0 ? `${'0'.repeat(1 - point)}${all}` : all.padEnd(point, '0');
  const at = Math.max(point, 1);
  const text = padded.length > at ? `${padded.slice(0, at)}.${padded.slice(at)}` : padded;
  return `${value < 0 ? '-' : ''}${text}`;
};
