import {
  addExact,
  date,
  decimal,
  defineTable,
  type Exact,
  formatExact,
  multiplyExact,
  parseExact,
  roundExact,
  type Row,
  text,
} from '@audit/contract';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { convertedAmountsStage } from './converted-amounts.stage.ts';
import { bankLines, openTrialRates } from './trial-rates.fixture.ts';

const trial = openTrialRates();
afterAll(() => trial[Symbol.asyncDispose]());
beforeAll(async () => void (await trial.importBytes('ecb.csv', Buffer.from(bankLines().join('\n')))));

const amounts = defineTable({
  name: 'amounts',
  layer: 'silver',
  grain: ['id'],
  description: 'Amounts.',
  columns: {
    id: text({ description: 'Amount' }),
    day: date({ description: 'Day' }),
    amount: decimal(19, 4)({ description: 'Amount' }),
    code: text({ description: 'Currency' }),
  },
});
const stage = convertedAmountsStage(amounts, 'converted', { amounts: ['amount'], on: 'day', base: 'USD', currency: { field: 'code' } });

const [header = '', ...lines] = bankLines();
const names = header.split(',');
/** Units per euro, by day and code: read here in another way than the product does. */
const published = new Map(lines.map((line) => [line.slice(0, 10), new Map(line.split(',').map((cell, at) => [names[at] ?? '', cell]))]));
const codes = [
  'EUR',
  ...[...(published.get('2024-03-28') ?? [])].filter(([name, cell]) => name.length === 3 && /^\d/.test(cell)).map(([name]) => name),
].filter((code) => code !== 'USD');

const exact = (literal: string): Exact => parseExact(literal) as Exact;
/** to / from with 18 digits, half up, in whole numbers. */
const quotient = (to: Exact, from: Exact): Exact => {
  const numerator = to.digits * 10n ** BigInt(18 + from.scale);
  const divisor = from.digits * 10n ** BigInt(to.scale);
  return { digits: (2n * numerator + divisor) / (2n * divisor), scale: 18 };
};
const unitsOf = (day: string, code: string): Exact => exact(code === 'EUR' ? '1' : (published.get(day)?.get(code) ?? ''));
const reference = (day: string, code: string, amount: string): Exact =>
  roundExact(multiplyExact(exact(amount), quotient(unitsOf(day, 'USD'), unitsOf(day, code))), 2);

const row = fc.record({
  day: fc.constantFrom(...published.keys()),
  code: fc.constantFrom(...codes),
  // Up to a hundred milliard, with halves of the smallest units among them.
  amount: fc
    .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.constantFrom(1n, 50n, 5000n))
    .map(([digits, step]) => formatExact({ digits: (digits / step) * step, scale: 4 })),
});

test('amounts are what exact arithmetic says, and so is their sum, to the cent', async () => {
  const deep = process.env['AUDIT_TEST_DEEP'] === '1';
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 400, maxLength: 600 }), async (given) => {
      const rows = given.map((one, at) => ({ id: String(at).padStart(4, '0'), ...one })) as unknown as readonly Row<typeof amounts>[];
      const converted = await trial.convert(stage, amounts, rows);
      expect(converted.map((one) => one['currency_problem'])).toEqual(rows.map(() => null));
      const expected = given.map(({ day, code, amount }) => reference(day, code, amount));
      expect(converted.map((one) => one['amount_usd'])).toEqual(expected.map((one) => formatExact(roundExact(one, 4))));
      const sumOf = (all: readonly Exact[]): string => formatExact(all.reduce(addExact, exact('0')));
      expect(sumOf(converted.map((one) => roundExact(exact(one['amount_usd'] as string), 2)))).toBe(sumOf(expected));
    }),
    { numRuns: deep ? 100 : 3 },
  );
});
