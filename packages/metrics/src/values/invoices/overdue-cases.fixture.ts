import type { GoldenCase } from '../golden-case.fixture.ts';

type Given = Readonly<Record<string, string | null>>;
const open = (due_date: string | null, balance: string, more: Given = {}) => ({
  invoice_date: '2025-05-01',
  total_amount: '100',
  status: 'Posted',
  due_date,
  balance,
  ...more,
});
const one = (name: string, invoices: readonly Given[], days: string, due: string, overdue: string, count: string): GoldenCase => ({
  name,
  rows: { invoices },
  expected: { days_overdue: days, balance_due: due, overdue_amount: overdue, open_invoices: count },
});

/** As of 30 June 2025. */
export const overdueCases: readonly GoldenCase[] = [
  one('15 days late', [open('2025-06-15', '10')], '15', '10.00', '10.00', '1'),
  one('16 days late', [open('2025-06-14', '10')], '16', '10.00', '10.00', '1'),
  one('due today is not late', [open('2025-06-30', '10')], '0', '10.00', '0.00', '1'),
  one(
    'the oldest counts, the balances are added',
    [open('2025-06-20', '10'), open('2025-05-31', '5'), open('2025-07-20', '1')],
    '30',
    '16.00',
    '15.00',
    '3',
  ),
  one('half a cent is nothing', [open('2025-01-01', '0.005')], '0', '0.00', '0.00', '0'),
  one('a cent is something', [open('2025-06-29', '0.01')], '1', '0.01', '0.01', '1'),
  one('paid ones are not open', [open('2025-01-01', '0', { paid_date: '2025-02-01' })], '0', '0.00', '0.00', '0'),
  one(
    'drafts, written off and disputed ones need not be paid',
    [
      open('2025-01-01', '10', { status: 'Draft' }),
      open('2025-01-01', '10', { status: 'Written Off' }),
      open('2025-01-01', '10', { status: 'Disputed' }),
    ],
    '0',
    '0.00',
    '0.00',
    '0',
  ),
  one(
    'one paid after the day was open on it, whole',
    [open('2025-06-01', '0', { paid_date: '2025-07-05' })],
    '29',
    '100.00',
    '100.00',
    '1',
  ),
  one('one paid on the day is not', [open('2025-06-01', '0', { paid_date: '2025-06-30' })], '0', '0.00', '0.00', '0'),
  one('without a due day it is due when it is issued', [open(null, '10')], '60', '10.00', '10.00', '1'),
  one('one of tomorrow is not there yet', [open('2025-07-15', '10', { invoice_date: '2025-07-01' })], '0', '0.00', '0.00', '0'),
  one(
    'a balance that could not be converted leaves amounts open, not days',
    [open('2025-06-15', '10', { balance_base: null })],
    '15',
    '?amount_missing',
    '?amount_missing',
    '1',
  ),
];
