import { join } from 'node:path';
import { customerPeriods, orders, qualifiedName, type Table, transactionLines } from '@audit/contract';
import { duckDbEngine, Lake, type Manifest, tableScan } from '@audit/warehouse';
import type { Truth } from '../../bench/transactions.ts';

/** What the tables of one version add up to, each on its own. Money in integer cents. */
export interface LakeTotals {
  readonly version: number;
  readonly fromLines: { readonly lines: number; readonly distinct: number; readonly quantity: number };
  readonly fromOrders: Omit<Truth, 'customers'>;
  readonly fromPeriods: readonly Pick<Truth, 'orders' | 'customers' | 'spend_cents' | 'margin_cents' | 'quantity'>[];
}

const cents = (column: string): string => `CAST(100 * SUM(${column}) AS BIGINT)`;

/** Reads every table of a version and adds it up. */
export type ReadTotals = (manifest?: Manifest) => Promise<LakeTotals>;

/** A reader of one lake; without a manifest it reads the head as of the call. */
export const openTotals = (root: string): { lake: Lake; read: ReadTotals } & AsyncDisposable => {
  const lake = Lake.open(root);
  const engine = duckDbEngine({ tempDirectory: join(root, '..', 'reader-temp'), directories: [root], threads: 1 });
  const read: ReadTotals = async (manifest = lake.head()) => {
    await using session = await engine.session();
    const numbers = async (table: Table, columns: Readonly<Record<string, string>>): Promise<Record<string, number>> => {
      const list = Object.entries(columns).map(([name, sql]) => `COALESCE(${sql}, 0) AS ${name}`);
      const scan = tableScan(lake, table, manifest.tables[qualifiedName(table)]);
      const [row] = await session.evidence(`SELECT ${list.join(', ')} FROM (${scan}) AS kept`, 1);
      return Object.fromEntries(Object.entries(row ?? {}).map(([name, value]) => [name, Number(value)]));
    };
    const sums = {
      spend_cents: cents('total_spend'),
      margin_cents: cents('total_margin'),
      quantity: 'CAST(SUM(total_quantity) AS BIGINT)',
    };
    const fromLines = await numbers(transactionLines, {
      lines: 'COUNT(*)',
      distinct: 'COUNT(DISTINCT (source_id, record))',
      quantity: 'CAST(SUM(quantity) AS BIGINT)',
    });
    const fromOrders = await numbers(orders, { orders: 'COUNT(DISTINCT order_id)', lines: 'CAST(SUM(line_count) AS BIGINT)', ...sums });
    const ofPeriod = { orders: 'CAST(SUM(total_orders) AS BIGINT)', customers: 'COUNT(DISTINCT customer_id)', ...sums };
    const fromPeriods = [await numbers(customerPeriods.quarter, ofPeriod), await numbers(customerPeriods.year, ofPeriod)];
    return { version: manifest.version, fromLines, fromOrders, fromPeriods } as unknown as LakeTotals;
  };
  return { lake, read, [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose]() };
};

/** In words, where a lake does not hold exactly the truth; empty when it does. */
export const differencesFrom = (truth: Truth, totals: LakeTotals): readonly string[] => {
  const { customers, ...ofOrders } = truth;
  const { lines, ...ofPeriods } = { ...ofOrders, customers };
  const expected = {
    lines: { lines, distinct: lines, quantity: truth.quantity },
    orders: ofOrders,
    quarter: ofPeriods,
    year: ofPeriods,
  };
  const found = { lines: totals.fromLines, orders: totals.fromOrders, quarter: totals.fromPeriods[0], year: totals.fromPeriods[1] };
  return Object.entries(expected).flatMap(([table, values]) =>
    Object.entries(values).flatMap(([name, value]) => {
      const is = (found[table as keyof typeof found] as Readonly<Record<string, number>> | undefined)?.[name];
      return is === value ? [] : [`${table}.${name} is ${is}, truth is ${value}`];
    }),
  );
};

/** Fails unless a version of the lake holds exactly the truth: nothing lost, nothing doubled. */
export const expectTruth = async (root: string, truth: Truth): Promise<void> => {
  await using totals = openTotals(root);
  const differences = differencesFrom(truth, await totals.read());
  if (differences.length > 0) throw new Error(`${root}: ${differences.join('; ')}`);
};
