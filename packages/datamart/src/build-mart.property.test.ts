import {
  addExact,
  customerPeriods,
  type Exact,
  formatExact,
  multiplyExact,
  orders,
  parseExact,
  plainNumber,
  quarantine,
  roundExact,
  transactionLines,
} from '@audit/contract';
import type { Lake } from '@audit/warehouse';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { jsonSource, openTrialMart } from './trial-mart.fixture.ts';

const trial = openTrialMart();
afterAll(() => trial[Symbol.asyncDispose]());

const runs = (usual: number): { readonly numRuns: number; readonly endOnFailure: true; readonly seed?: number } => ({
  endOnFailure: true,
  numRuns: Number(process.env['AUDIT_TEST_N'] ?? (process.env['AUDIT_TEST_DEEP'] === '1' ? usual * 20 : usual)),
  ...(process.env['AUDIT_TEST_SEED'] === undefined ? {} : { seed: Number(process.env['AUDIT_TEST_SEED']) }),
});

const digits = (most: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'), minLength: 1, maxLength: most });
/** Decimal literals of every form a source may write, with at most 16 fraction digits. */
const amount = fc.oneof(
  fc.tuple(fc.nat(99_999), fc.nat(99)).map(([whole, cents]) => `${whole}.${String(cents).padStart(2, '0')}`),
  fc.tuple(digits(9), digits(16)).map(([whole, fraction]) => `${BigInt(whole)}.${fraction}`),
  fc.tuple(fc.nat(999), fc.integer({ min: -4, max: 4 })).map(([mantissa, exponent]) => `${mantissa}e${exponent}`),
  fc.nat(9999).map(String),
);
const quantity = fc.oneof(
  fc.integer({ min: 0, max: 99 }).map(String),
  fc.tuple(fc.nat(999), digits(6)).map(([whole, fraction]) => `${whole}.${fraction}`),
);
const priced = fc.record(
  { unit_price: amount, quantity, unit_cost: amount, discount: fc.constantFrom('0', '0.01', '1.0000000000000001') },
  { requiredKeys: ['unit_price'] },
);

type Priced = { readonly unit_price: string; readonly quantity?: string; readonly unit_cost?: string; readonly discount?: string };
const exact = (text: string): Exact => parseExact(text) ?? { digits: 0n, scale: 0 };
const negated = ({ digits: value, scale }: Exact): Exact => ({ digits: -value, scale });
const lineSpend = ({ unit_price, quantity: count = '1', discount = '0' }: Priced): Exact =>
  addExact(multiplyExact(exact(unit_price), exact(count)), negated(exact(discount)));
const lineMargin = (line: Priced): Exact =>
  addExact(lineSpend(line), negated(multiplyExact(exact(line.unit_cost ?? '0'), exact(line.quantity ?? '1'))));
const cents = (amounts: readonly Exact[]): string =>
  plainNumber(formatExact(roundExact(amounts.reduce(addExact, { digits: 0n, scale: 0 }), 2)));

test('no cent differs from exact arithmetic, whatever the amounts look like', async () => {
  const order = fc.array(priced, { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(fc.array(order, { minLength: 50, maxLength: 150 }), async (placed) => {
      const records = placed.flatMap((lines, at) =>
        lines.map((line) => ({ order_id: `o${at}`, customer_id: `c${at % 7}`, event_ts: '2024-03-01T00:00:00Z', ...line })),
      );
      const lake = trial.lake();
      await trial.build(lake, [jsonSource('lines.json', records)], { returns: 'net', granularities: ['year'] });
      const rows = new Map((await trial.rows(lake, orders)).map((row) => [row.order_id, row]));
      for (const [at, lines] of placed.entries()) {
        const row = rows.get(`o${at}`);
        expect([lines, plainNumber(row?.total_spend ?? '')]).toEqual([lines, cents(lines.map(lineSpend))]);
        const margin = lines.some(({ unit_cost }) => unit_cost === undefined) ? null : cents(lines.map(lineMargin));
        expect([lines, row?.total_margin === null ? null : plainNumber(row?.total_margin ?? '')]).toEqual([lines, margin]);
      }
    }),
    runs(3),
  );
});

const claim = fc.record(
  {
    order_id: fc.integer({ min: 0, max: 30 }).map((id) => `o${id}`),
    customer_id: fc.integer({ min: 0, max: 60 }).map((id) => `c${id}`),
    event_ts: fc.integer({ min: 0, max: 700 }).map((day) => new Date(Date.UTC(2023, 0, 1 + day)).toISOString()),
    line_id: fc.integer({ min: 0, max: 6 }).map(String),
    unit_price: fc.constantFrom('1.10', '2', '-1', '0.333333333333333333'),
    unit_cost: fc.constantFrom('1', '0.5'),
    status: fc.constantFrom('paid', 'void'),
  },
  { requiredKeys: ['order_id', 'customer_id', 'event_ts', 'unit_price'] },
);
/** Mostly one customer an order, so that some orders survive. */
const line = fc
  .tuple(claim, fc.nat(9))
  .map(([record, chance]) => (chance < 8 ? { ...record, customer_id: `c${record.order_id}` } : record));
const batches = fc.array(fc.array(line, { minLength: 1, maxLength: 40 }), { minLength: 2, maxLength: 5 });

const martsOf = async (lake: Lake): Promise<unknown> => [
  await trial.rows(lake, orders),
  await trial.rows(lake, customerPeriods.month),
  await trial.rows(lake, customerPeriods.year),
];
const keptOf = async (lake: Lake): Promise<readonly string[]> =>
  (await trial.rows(lake, transactionLines)).map(({ source_id, record }) => `${source_id} ${record}`).toSorted();
const refusedOf = async (lake: Lake): Promise<readonly string[]> =>
  (await trial.rows(lake, quarantine)).map(({ source_id, record }) => `${source_id} ${record}`).toSorted();
const granularities = ['month', 'year'] as const;

test('batches loaded one after another give what all of them give at once, conflicts and duplicates included', async () => {
  await fc.assert(
    fc.asyncProperty(batches, fc.constantFrom('keep', 'drop'), async (given, duplicates) => {
      const options = { onError: 'quarantine', returns: 'net', duplicates, granularities, excludeStatus: ['void'] } as const;
      const sources = given.map((records, at) => jsonSource(`batch-${at}.json`, records));
      const [stepwise, atOnce] = [trial.lake(), trial.lake()];
      for (const source of sources) await trial.build(stepwise, [source], options);
      await trial.build(
        atOnce,
        sources.toReversed().map((_, at) => jsonSource(`batch-${at}.json`, given.at(-1 - at) ?? [])),
        options,
      );
      expect(await martsOf(stepwise)).toEqual(await martsOf(atOnce));
      expect(await refusedOf(stepwise)).toEqual(await refusedOf(atOnce));
      if (duplicates === 'keep') expect(await keptOf(stepwise)).toEqual(await keptOf(atOnce));
    }),
    runs(3),
  );
});

test('neither the order of lines nor how they are cut into files changes the marts, and periods add up to orders', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 20, maxLength: 80 }), fc.nat(1000), async (records, seed) => {
      const options = { onError: 'quarantine', returns: 'net', granularities } as const;
      const [whole, cut] = [trial.lake(), trial.lake()];
      await trial.build(whole, [jsonSource('all.json', records)], options);
      const shuffled = records
        .map((record, at) => [((at + 1) * (seed + 7919)) % 1009, record] as const)
        .toSorted(([a], [b]) => a - b)
        .map(([, record]) => record);
      const middle = Math.floor(shuffled.length / 2);
      await trial.build(cut, [jsonSource('one.json', shuffled.slice(0, middle)), jsonSource('two.json', shuffled.slice(middle))], options);
      expect(await martsOf(cut)).toEqual(await martsOf(whole));
      const spend = (rows: readonly { readonly total_spend: string }[]): string => cents(rows.map((row) => exact(row.total_spend)));
      expect(spend(await trial.rows(whole, customerPeriods.month))).toBe(spend(await trial.rows(whole, orders)));
    }),
    runs(2),
  );
});
