import type { SeededRandom } from '@audit/warehouse/proof';
import type { TrialRow } from '../../trial-inputs.fixture.ts';
import { dayNumber, dayText } from './plain-calendar.fixture.ts';

/** Distances from the as-of day at which windows, graces and terms begin and end. */
const edges = [-1, 0, 1, 3, 4, 14, 15, 16, 29, 30, 31, 32, 58, 59, 60, 61, 88, 89, 90, 91, 364, 365, 366, 367, 729, 730, 731, 732];

interface Made {
  readonly day: (spread: number) => string;
  readonly ahead: (days: number) => string;
  readonly amount: () => string;
  readonly lost: (amount: string) => string | null;
  readonly maybe: <T>(share: number, value: () => T) => T | null;
  readonly instant: (spread: number) => string;
}

const makers = (random: SeededRandom, asOf: string): Made => {
  const today = dayNumber(asOf);
  const day = (spread: number): string => dayText(today - (random.next() < 0.5 ? random.pick(edges) : random.below(spread)));
  return {
    day,
    ahead: (days) => dayText(today + random.below(days)),
    amount: () => random.pick(['0', '0.01', '1', '99.99', '1000', String(random.below(1_000_000) / 100)]),
    lost: (amount) => (random.next() < 0.04 ? null : amount),
    maybe: (share, value) => (random.next() < share ? value() : null),
    instant: (spread) => `${day(spread)}T${random.pick(['00:00:00', '10:00:00', '21:59:59', '22:00:00', '23:30:00'])}Z`,
  };
};

/** Rows of a customer at random, near the edges of windows more often than not. */
export const randomCustomer = (random: SeededRandom, customer: string, asOf: string): Readonly<Record<string, readonly TrialRow[]>> => {
  const { day, ahead, amount, lost, maybe, instant } = makers(random, asOf);
  const rows = <T extends object>(most: number, make: (at: number) => T): readonly TrialRow[] =>
    Array.from({ length: random.below(most + 1) }, (_, at) => ({ master_id: customer, ...make(at) })) as readonly TrialRow[];
  const account = (): string => `${customer}/${random.pick(['a', 'b'])}`;
  const product = (): string | null => maybe(0.9, () => random.pick(['P1', 'P2', 'P3']));
  const ofPrice = (name: string): TrialRow => {
    const own = amount();
    return {
      [name]: own,
      [`${name}_base`]: lost(random.pick([own, String(Math.round(Number(own) * 110) / 100)])),
      currency_iso_code: random.pick(['EUR', 'USD']),
    };
  };
  const statuses = ['Posted', 'Posted', 'Posted', 'Draft', 'Voided', 'Disputed'];
  const orders = rows(4, (at) => ({
    order_id: `${customer}-${at}`,
    account_id: account(),
    status: random.pick(['Activated', 'Activated', 'Draft']),
    type: random.pick(['New', 'Renewal', 'Trial', null]),
    effective_date: day(900),
    end_date: maybe(0.5, () => ahead(300)),
    ...ofPrice('total_amount'),
  }));
  return {
    invoices: rows(8, () => {
      const total = ofPrice('total_amount');
      const isOpen = random.next() < 0.4;
      return {
        invoice_date: day(1000),
        due_date: maybe(0.9, () => day(200)),
        paid_date: isOpen ? null : day(100),
        status: random.pick(statuses),
        ...total,
        balance: isOpen ? amount() : '0',
      };
    }),
    credit_memos: rows(2, () => ({ credit_date: day(1000), status: random.pick(statuses), ...ofPrice('total_amount') })),
    contracts: rows(3, () => ({
      status: random.pick(['Activated', 'Activated', 'Expired', 'Draft']),
      start_date: day(700),
      end_date: maybe(0.8, () => (random.next() < 0.5 ? ahead(200) : day(100))),
    })),
    assets: rows(6, (at) => ({
      asset_id: `${customer}-${at}`,
      account_id: account(),
      product_id: product(),
      status: random.pick(['Installed', 'Installed', 'Trial', 'Obsolete']),
      install_date: day(700),
      usage_end_date: maybe(0.6, () => (random.next() < 0.5 ? ahead(60) : day(100))),
      ...ofPrice('current_mrr'),
    })),
    sales_orders: orders,
    sales_order_items: orders.flatMap((order) =>
      rows(3, (at) => ({
        order_item_id: `${String(order['order_id'])}-${at}`,
        order_id: order['order_id'],
        product_id: product(),
        service_date: maybe(0.8, () => day(500)),
        end_date: maybe(0.7, () => ahead(400)),
        billing_frequency: random.pick([null, null, 'Annual', 'Quarterly', 'Monthly', 'Weekly', 'One-Time']),
        ...ofPrice('total_price'),
      })),
    ),
    case_milestones: rows(4, () => {
      const target = instant(120);
      return {
        target_date: target,
        completion_date: maybe(0.7, () => random.pick([target, instant(120)])),
        is_completed: random.pick([true, false, null]),
      };
    }),
    cases: rows(3, () => ({ is_closed: random.pick([true, false, null]) })),
    usage: rows(10, () => ({
      period_date: day(110),
      quantity: random.pick(['0', '0.5', '1', '100', String(random.below(10_000) / 10)]),
      metric: 'api_calls',
    })),
    opportunities: rows(6, () => ({
      is_closed: random.pick([true, true, false, null]),
      is_won: random.pick([true, false]),
      close_date: day(500),
      type: random.pick(['New', 'Renewal', null]),
      ...ofPrice('amount'),
    })),
    tasks: rows(4, () => ({
      status: random.pick(['Completed', 'Not Started']),
      task_subtype: random.pick(['Call', 'Email', 'ListEmail', 'Task']),
      activity_date: day(100),
      completed_date_time: maybe(0.5, () => instant(100)),
    })),
    events: rows(2, () => ({ start_date_time: instant(100) })),
  };
};
