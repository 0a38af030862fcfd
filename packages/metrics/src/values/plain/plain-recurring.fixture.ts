import type { TrialRow } from '../../trial-inputs.fixture.ts';
import { dayNumber, monthsBefore } from './plain-calendar.fixture.ts';
import { centsText, rounded, units } from './plain-money.fixture.ts';

interface Item {
  readonly id: string;
  readonly account: string;
  readonly product: string | undefined;
  readonly currency: string;
  readonly starts: number;
  readonly ends: number | undefined;
  readonly renews: boolean;
  /** In cents. */
  readonly own: bigint;
  readonly base: bigint | undefined;
}

const textOf = (value: TrialRow[string] | undefined): string | undefined =>
  value === null || value === undefined ? undefined : String(value);
const dayOf = (value: TrialRow[string] | undefined): number | undefined => (typeof value === 'string' ? dayNumber(value) : undefined);

const assetItem = (row: TrialRow): Item | undefined => {
  const [ends, status] = [dayOf(row['usage_end_date']), textOf(row['status'])];
  const starts = dayOf(row['install_date']);
  const mrr = textOf(row['current_mrr']);
  const isOver = status === 'Obsolete' && ends === undefined;
  if (mrr === undefined || starts === undefined || isOver || status === 'Trial') return undefined;
  const base = row['current_mrr_base'] === null ? undefined : units(textOf(row['current_mrr_base']) ?? mrr) / 100n;
  return {
    id: String(row['asset_id']),
    account: String(row['account_id']),
    product: textOf(row['product_id']),
    currency: textOf(row['currency_iso_code']) ?? '',
    starts,
    ends,
    renews: false,
    own: units(mrr) / 100n,
    base,
  };
};

/** Cents a month of a price. */
const monthly = (price: string, frequency: string | undefined, days: number | undefined): bigint | undefined => {
  // Ten-thousandths; a hundred of them are a cent.
  const amount = units(price);
  if (frequency === 'Annual') return rounded(amount, 1200n);
  if (frequency === 'Quarterly') return rounded(amount, 300n);
  if (frequency === 'Monthly') return rounded(amount, 100n);
  if (frequency === 'Weekly') return rounded(amount * 52n, 1200n);
  return frequency === 'One-Time' || days === undefined ? undefined : rounded(amount * 304_375n, 1_000_000n * BigInt(days));
};

const orderItem = (row: TrialRow, orders: readonly TrialRow[]): Item | undefined => {
  const order = orders.find((one) => one['order_id'] === row['order_id']);
  if (order === undefined || order['status'] !== 'Activated' || order['type'] === 'Trial') return undefined;
  const starts = dayOf(row['service_date']) ?? dayOf(order['effective_date']);
  const ends = dayOf(row['end_date']) ?? dayOf(order['end_date']);
  if (starts === undefined || (ends !== undefined && ends < starts)) return undefined;
  const price = String(row['total_price']);
  const days = ends === undefined ? undefined : ends - starts + 1;
  const own = monthly(price, textOf(row['billing_frequency']), days);
  if (own === undefined) return undefined;
  return {
    id: String(row['order_item_id']),
    account: String(order['account_id']),
    product: textOf(row['product_id']),
    currency: textOf(row['currency_iso_code']) ?? textOf(order['currency_iso_code']) ?? '',
    starts,
    ends,
    renews: order['type'] === 'Renewal',
    own,
    base:
      row['total_price_base'] === null
        ? undefined
        : monthly(textOf(row['total_price_base']) ?? price, textOf(row['billing_frequency']), days),
  };
};

const isBefore = (a: Item, b: Item): boolean => {
  if (a.starts !== b.starts) return a.starts < b.starts;
  return a.renews === b.renews ? a.id < b.id : b.renews;
};

/** The last day an item counts: the day before another takes its place, at the latest. */
const lastDay = (item: Item, all: readonly Item[]): number => {
  const own = item.ends ?? Number.POSITIVE_INFINITY;
  if (item.product === undefined) return own;
  const later = all.filter((one) => one !== item && one.product === item.product && one.account === item.account && isBefore(item, one));
  const renewed = Math.min(...later.filter((one) => one.renews).map((one) => one.starts - 1));
  const [next] = later.toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
  const isOverlap =
    next !== undefined &&
    next.starts > item.starts &&
    next.starts <= own &&
    next.starts > own - 31 &&
    (next.ends ?? Number.POSITIVE_INFINITY) > own;
  return Math.min(own, renewed, isOverlap ? next.starts - 1 : Number.POSITIVE_INFINITY);
};

const sum = (items: readonly Item[], of: (item: Item) => bigint): bigint => items.reduce((all, item) => all + of(item), 0n);

/** MRR of a customer and what moved it, of its assets or its order items. */
export const plainRecurring = (
  rows: Readonly<Record<string, readonly TrialRow[]>>,
  hasAssets: boolean,
  asOf: number,
): Readonly<Record<string, string>> => {
  const orders = rows['sales_orders'] ?? [];
  const given = hasAssets ? (rows['assets'] ?? []).map(assetItem) : (rows['sales_order_items'] ?? []).map((row) => orderItem(row, orders));
  const all = given.flatMap((item) => (item === undefined ? [] : [item]));
  const before = monthsBefore(asOf, 1);
  const on = (day: number): readonly Item[] => all.filter((item) => item.starts <= day && lastDay(item, all) >= day);
  const [was, now] = [on(before), on(asOf)];
  const services = String(new Set(now.map((item) => item.product ?? item.id)).size);
  const names = ['mrr', 'mrr_start', 'mrr_new', 'mrr_expansion', 'mrr_contraction', 'mrr_churn', 'mrr_reactivation', 'mrr_fx'];
  if ([...was, ...now].some((item) => item.base === undefined))
    return { ...Object.fromEntries(names.map((name) => [name, '?amount_missing'])), active_services: services };
  const baseOf = (item: Item): bigint => item.base ?? 0n;
  const [start, end] = [sum(was, baseOf), sum(now, baseOf)];
  const fx = [...new Set(all.map((item) => item.currency))].reduce((total, currency) => {
    const of = (items: readonly Item[]): readonly Item[] => items.filter((item) => item.currency === currency);
    const [ownWas, ownNow, baseWas] = [sum(of(was), (item) => item.own), sum(of(now), (item) => item.own), sum(of(was), baseOf)];
    if (ownWas <= 0n || ownNow <= 0n || baseWas <= 0n) return total;
    const atOldRate = rounded(ownNow * baseWas, ownWas);
    return total + sum(of(now), baseOf) - atOldRate;
  }, 0n);
  const delta = end - start - fx;
  const wasEver = all.some((item) => item.starts <= before && lastDay(item, all) >= item.starts);
  const kind =
    start === 0n && end !== 0n
      ? wasEver
        ? 'mrr_reactivation'
        : 'mrr_new'
      : start !== 0n && end === 0n
        ? 'mrr_churn'
        : delta > 0n
          ? 'mrr_expansion'
          : 'mrr_contraction';
  const moves = Object.fromEntries(names.slice(2).map((name) => [name, centsText(name === kind ? delta : 0n)]));
  return { ...moves, mrr: centsText(end), mrr_start: centsText(start), mrr_fx: centsText(fx), active_services: services };
};
