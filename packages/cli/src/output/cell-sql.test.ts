import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decimal, type Decimal, defineTable, formatInstant, int64, type Micros, text, timestamp } from '@audit/contract';
import { duckDbEngine } from '@audit/warehouse';
import { encodeRows } from '@audit/warehouse/arrow';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowCsv, rowJson } from './cell-sql.ts';

const money = defineTable({
  name: 'money',
  layer: 'gold',
  grain: ['n'],
  description: 'Cells of every width.',
  columns: {
    n: int64({ description: 'Row' }),
    amount: decimal(38, 4)({ description: 'Amount', nullable: true }),
    fine: decimal(38, 16)({ description: 'Finer amount' }),
    coarse: decimal(18, 1)({ description: 'Coarse amount' }),
    at: timestamp({ description: 'Instant' }),
    maybe: timestamp({ description: 'Instant or none', nullable: true }),
    word: text({ description: 'Text', nullable: true }),
  },
});

/** The same by BigInt: digits of the unscaled number, a point, no zeros at the end. */
const plain = (unscaled: bigint, scale: number): Decimal => {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, digits.length - scale)}${fraction === '' ? '' : `.${fraction}`}` as Decimal;
};

const unscaled = (digits: number): fc.Arbitrary<bigint> =>
  fc
    .tuple(fc.bigInt({ min: -(10n ** BigInt(digits)) + 1n, max: 10n ** BigInt(digits) - 1n }), fc.nat(digits), fc.nat(digits))
    .map(([value, zeros, short]) => (value / 10n ** BigInt(short) / 10n ** BigInt(zeros)) * 10n ** BigInt(zeros));
// 0001 to 9999, with and without a fraction of a second.
const micros = fc
  .tuple(fc.bigInt({ min: -62_135_596_800n, max: 253_402_300_799n }), fc.constantFrom(0n, 1n, 500_000n, 999_999n))
  .map(([seconds, rest]) => (seconds * 1_000_000n + rest) as Micros);

const rows = fc.array(
  fc.record({
    amount: fc.option(unscaled(38)),
    fine: unscaled(38),
    coarse: unscaled(18),
    at: micros,
    maybe: fc.option(micros),
    word: fc.option(fc.string({ unit: 'binary' })),
  }),
  { minLength: 1, maxLength: 50 },
);

test('rows become text exactly: every digit and instant, every character, in the order of the query', async () => {
  await using engine = duckDbEngine({ tempDirectory: mkdtempSync(join(tmpdir(), 'audit-cells-')), directories: [] });
  await using session = await engine.session();
  const printed = async (line: string): Promise<string> => {
    const pieces: Uint8Array[] = [];
    for await (const piece of session.bytes(`SELECT ${line} FROM (SELECT * FROM cells ORDER BY n) s`)) pieces.push(piece);
    return Buffer.concat(pieces).toString();
  };
  await fc.assert(
    fc.asyncProperty(rows, async (cells) => {
      await session.bindArrow(
        'cells',
        money,
        encodeRows(
          cells.map((cell, n) => ({
            ...cell,
            n: BigInt(n),
            amount: cell.amount === null ? null : plain(cell.amount, 4),
            fine: plain(cell.fine, 16),
            coarse: plain(cell.coarse, 1),
          })),
          money,
        ),
      );
      const numbered = cells.map((cell, n) => ({
        n: String(n),
        amount: cell.amount === null ? null : plain(cell.amount, 4),
        fine: plain(cell.fine, 16),
        coarse: plain(cell.coarse, 1),
        at: formatInstant(cell.at),
        maybe: cell.maybe === null ? null : formatInstant(cell.maybe),
        word: cell.word,
      }));
      const json = numbered.map(
        (row) =>
          `{"n":${row.n},"amount":${row.amount},"fine":${row.fine},"coarse":${row.coarse},"at":"${row.at}","maybe":${JSON.stringify(row.maybe)},"word":`,
      );
      const lines = (await printed(rowJson(money, true, ['', '\n']))).split('\n');
      expect(lines.slice(0, -1).map((one) => one.slice(0, one.indexOf('"word":') + 7))).toEqual(json);
      expect(lines.slice(0, -1).map((one) => (JSON.parse(one) as { readonly word: unknown }).word)).toEqual(cells.map(({ word }) => word));
      const csv = await printed(rowCsv({ ...money, columns: { amount: money.columns.amount, at: money.columns.at } }, true));
      expect(csv).toBe(numbered.map(({ amount, at }) => `${amount ?? ''},${at}\n`).join(''));
    }),
    { numRuns: 30 },
  );
});
