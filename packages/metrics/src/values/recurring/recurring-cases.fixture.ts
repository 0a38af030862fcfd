import type { GoldenCase } from '../golden-case.fixture.ts';

type Given = Readonly<Record<string, string | null>>;
const asset = (install_date: string, current_mrr: string | null, more: Given = {}) => ({
  install_date,
  current_mrr,
  status: 'Installed',
  ...more,
});
const still: Readonly<Record<string, string>> = {
  mrr_new: '0.00',
  mrr_expansion: '0.00',
  mrr_contraction: '0.00',
  mrr_churn: '0.00',
  mrr_reactivation: '0.00',
  mrr_fx: '0.00',
};
const moved = (start: string, end: string, by: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
  ...still,
  mrr_start: start,
  mrr: end,
  ...by,
});

/** As of 30 June 2025; a month before is 30 May. Assets tell their monthly prices. */
export const recurringCases: readonly GoldenCase[] = [
  {
    name: 'what a customer who never had any takes is new, from its first day on',
    rows: { assets: [asset('2025-06-30', '100', { product_id: 'P1' }), asset('2025-07-01', '7', { product_id: 'P2' })] },
    // Lifetime: 100 × 21.6342, which is q + q² + … + q³⁶ of q = 0.98 ÷ 1.01.
    expected: { ...moved('0.00', '100.00', { mrr_new: '100.00' }), active_services: '1', clv: '2163.42', clv_method: 'contractual' },
  },
  {
    name: 'what ended the day before is lost',
    rows: { assets: [asset('2024-01-01', '80', { usage_end_date: '2025-06-29', status: 'Obsolete' })] },
    expected: { ...moved('80.00', '0.00', { mrr_churn: '-80.00' }), active_services: '0', clv: '0.00', clv_method: 'historic' },
  },
  {
    name: 'what ends with the day counts on it',
    rows: { assets: [asset('2024-01-01', '80', { usage_end_date: '2025-06-30' })] },
    expected: { ...moved('80.00', '80.00'), active_services: '1' },
  },
  {
    name: 'a second service is expansion',
    rows: { assets: [asset('2024-01-01', '50', { product_id: 'P1' }), asset('2025-06-10', '30', { product_id: 'P2' })] },
    expected: { ...moved('50.00', '80.00', { mrr_expansion: '30.00' }), active_services: '2' },
  },
  {
    name: 'a service less is contraction',
    rows: {
      assets: [
        asset('2024-01-01', '50', { product_id: 'P1' }),
        asset('2024-01-01', '30', { product_id: 'P2', usage_end_date: '2025-06-10' }),
      ],
    },
    expected: { ...moved('80.00', '50.00', { mrr_contraction: '-30.00' }), active_services: '1' },
  },
  {
    name: 'who had none for a while and takes some again came back',
    rows: { assets: [asset('2024-01-01', '40', { usage_end_date: '2025-01-31' }), asset('2025-06-05', '60')] },
    expected: moved('0.00', '60.00', { mrr_reactivation: '60.00' }),
  },
  {
    name: 'the same price at another rate is a movement of the rate',
    rows: {
      assets: [
        asset('2024-01-01', '100', { product_id: 'P1', usage_end_date: '2025-06-14', currency_iso_code: 'EUR', current_mrr_base: '110' }),
        asset('2025-06-15', '100', { product_id: 'P2', currency_iso_code: 'EUR', current_mrr_base: '120' }),
      ],
    },
    expected: moved('110.00', '120.00', { mrr_fx: '10.00' }),
  },
  {
    name: 'a higher price at another rate is told apart into both',
    rows: {
      assets: [
        asset('2024-01-01', '100', { product_id: 'P1', usage_end_date: '2025-06-14', currency_iso_code: 'EUR', current_mrr_base: '110' }),
        asset('2025-06-15', '150', { product_id: 'P2', currency_iso_code: 'EUR', current_mrr_base: '180' }),
      ],
    },
    // 150 at the rate of 1.10 would be 165.
    expected: moved('110.00', '180.00', { mrr_fx: '15.00', mrr_expansion: '55.00' }),
  },
  {
    name: 'a renewal that begins in the last days of what it renews counts once',
    rows: {
      assets: [
        asset('2024-07-16', '100', { product_id: 'P1', usage_end_date: '2025-07-15' }),
        asset('2025-06-20', '100', { product_id: 'P1', usage_end_date: '2026-07-15' }),
      ],
    },
    expected: { ...moved('100.00', '100.00'), active_services: '1' },
  },
  {
    name: 'the first of the last 31 days is early enough to renew',
    rows: {
      assets: [
        asset('2024-07-21', '100', { product_id: 'P1', usage_end_date: '2025-07-20' }),
        asset('2025-06-20', '100', { product_id: 'P1', usage_end_date: '2026-07-20' }),
      ],
    },
    expected: moved('100.00', '100.00'),
  },
  {
    name: 'a day earlier it is a second one',
    rows: {
      assets: [
        asset('2024-07-21', '100', { product_id: 'P1', usage_end_date: '2025-07-20' }),
        asset('2025-06-19', '100', { product_id: 'P1', usage_end_date: '2026-07-20' }),
      ],
    },
    expected: moved('100.00', '200.00', { mrr_expansion: '100.00' }),
  },
  {
    name: 'what ended before it began was never had',
    rows: { assets: [asset('2024-05-01', '40', { usage_end_date: '2024-04-01' }), asset('2025-06-05', '60')] },
    expected: moved('0.00', '60.00', { mrr_new: '60.00' }),
  },
  {
    name: 'less than a cent has no rate',
    rows: {
      assets: [
        asset('2024-01-01', '40', { product_id: 'P1', currency_iso_code: 'IDR', current_mrr_base: '0', usage_end_date: '2025-06-14' }),
        asset('2025-06-15', '4000', { product_id: 'P2', currency_iso_code: 'IDR', current_mrr_base: '0.25' }),
      ],
    },
    expected: moved('0.00', '0.25', { mrr_reactivation: '0.25' }),
  },
  {
    name: 'two of one product are one service and both paid for',
    rows: {
      assets: [
        asset('2024-07-16', '100', { product_id: 'P1', usage_end_date: '2025-12-31' }),
        asset('2025-06-20', '100', { product_id: 'P1', usage_end_date: '2026-12-31' }),
      ],
    },
    expected: { ...moved('100.00', '200.00', { mrr_expansion: '100.00' }), active_services: '1' },
  },
  {
    name: 'trials, what is over without an end, what has no monthly price, and metered families are not recurring',
    rows: {
      assets: [
        asset('2024-01-01', '10', { status: 'Trial' }),
        asset('2024-01-01', '20', { status: 'Obsolete' }),
        asset('2024-01-01', null),
        asset('2024-01-01', '40', { product_id: 'PM' }),
      ],
    },
    expected: { ...moved('0.00', '0.00'), active_services: '0' },
  },
  {
    name: 'services of one family are one by family',
    rows: { assets: [asset('2024-01-01', '10', { product_id: 'P1' }), asset('2024-01-01', '20', { product_id: 'P2' })] },
    expected: { active_services: '2', active_families: '1' },
  },
  {
    name: 'a price that could not be converted leaves MRR open, not the services',
    rows: { assets: [asset('2024-01-01', '100', { current_mrr_base: null })] },
    expected: { mrr: '?amount_missing', mrr_churn: '?amount_missing', active_services: '1' },
  },
];

const item = (total_price: string, more: Given = {}) => ({
  order_id: '1',
  product_id: 'P1',
  service_date: '2025-01-01',
  total_price,
  ...more,
});
const order = (more: Given = {}) => ({ order_id: '1', status: 'Activated', type: 'New', effective_date: '2025-01-01', ...more });

/** In a lake without assets: items of orders are what is paid for. */
export const orderItemCases: readonly GoldenCase[] = [
  {
    name: 'prices of a year, a quarter, a month and a week are prices of a month',
    rows: {
      sales_orders: [order()],
      sales_order_items: [
        item('1200', { product_id: 'P1', billing_frequency: 'Annual' }),
        item('300', { product_id: 'P2', billing_frequency: 'Quarterly' }),
        item('70', { product_id: 'P3', billing_frequency: 'Monthly' }),
        item('12', { product_id: 'P4', billing_frequency: 'Weekly' }),
      ],
    },
    // 100 + 100 + 70 + 12 × 52 ÷ 12
    expected: { mrr: '322.00', active_services: '4' },
  },
  {
    name: 'a price of a term is spread over its days',
    rows: { sales_orders: [order()], sales_order_items: [item('1460', { end_date: '2025-12-31' })] },
    // 1460 ÷ 365 days × 30.4375
    expected: { mrr: '121.75' },
  },
  {
    name: 'an item without days of its own has those of its order',
    rows: { sales_orders: [order({ end_date: '2025-12-31' })], sales_order_items: [item('1460', { service_date: null })] },
    expected: { mrr: '121.75' },
  },
  {
    name: 'what is paid once, what is no order yet, and what is for trial are not recurring',
    rows: {
      sales_orders: [
        order(),
        order({ order_id: '2', status: 'Draft' }),
        order({ order_id: '3', type: 'Trial' }),
        order({ order_id: '4', status: 'Canceled' }),
      ],
      sales_order_items: [
        item('500'),
        item('500', { billing_frequency: 'One-Time', end_date: '2025-12-31' }),
        item('1460', { order_id: '2', end_date: '2025-12-31' }),
        item('1460', { order_id: '3', end_date: '2025-12-31' }),
        item('1460', { order_id: '4', end_date: '2025-12-31' }),
      ],
    },
    expected: { mrr: '0.00', active_services: '0' },
  },
  {
    name: 'a renewal order takes the place of what it renews from its first day',
    rows: {
      sales_orders: [order(), order({ order_id: '2', type: 'Renewal' })],
      sales_order_items: [
        item('730', { service_date: '2024-07-15', end_date: '2025-07-14' }),
        item('1460', { order_id: '2', service_date: '2025-06-01', end_date: '2026-05-31' }),
      ],
    },
    // 730 ÷ 365 × 30.4375 = 60.875, to the cent 60.88
    expected: moved('60.88', '121.75', { mrr_expansion: '60.87' }),
  },
];
