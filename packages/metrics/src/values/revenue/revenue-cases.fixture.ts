import type { GoldenCase } from '../golden-case.fixture.ts';

const invoice = (invoice_date: string, total_amount: string, more: Readonly<Record<string, string | null>> = {}) => ({
  invoice_date,
  total_amount,
  status: 'Posted',
  balance: '0',
  ...more,
});
const credit = (credit_date: string, total_amount: string, status = 'Posted') => ({ credit_date, total_amount, status });

/** As of 30 June 2025: the period is of 1 July 2024 to 30 June 2025. */
export const revenueCases: readonly GoldenCase[] = [
  {
    name: 'revenue of the first and the last day of the period counts, that of the day before is of the year before',
    rows: {
      invoices: [invoice('2025-06-30', '100'), invoice('2024-07-01', '50'), invoice('2024-06-30', '40'), invoice('2023-06-30', '30')],
    },
    expected: {
      annual_revenue: '150.00',
      prior_revenue: '40.00',
      yoy_growth: '2.75',
      lifetime_revenue: '220.00',
      clv: '220.00',
      clv_method: 'historic',
    },
  },
  {
    name: 'credits are taken off; drafts and voided ones are neither revenue nor credit',
    rows: {
      invoices: [
        invoice('2025-01-10', '200'),
        invoice('2025-01-11', '999', { status: 'Draft' }),
        invoice('2025-01-12', '999', { status: 'Voided' }),
      ],
      credit_memos: [credit('2025-02-01', '50'), credit('2025-02-02', '20', 'Draft')],
    },
    expected: { annual_revenue: '150.00', prior_revenue: '0.00', yoy_growth: '?insufficient_history' },
  },
  {
    name: 'revenue can be negative, and growth below minus one',
    rows: { invoices: [invoice('2023-05-01', '10'), invoice('2024-01-10', '100')], credit_memos: [credit('2025-03-01', '300')] },
    expected: { annual_revenue: '-300.00', prior_revenue: '100.00', yoy_growth: '-4.0', lifetime_revenue: '-190.00' },
  },
  {
    name: 'growth from nothing is no number',
    rows: { invoices: [invoice('2023-01-01', '10'), invoice('2025-01-01', '10')] },
    expected: { annual_revenue: '10.00', prior_revenue: '0.00', yoy_growth: '?no_prior_revenue' },
  },
  {
    name: 'growth from less than nothing is no number',
    rows: { invoices: [invoice('2023-01-01', '10'), invoice('2025-01-01', '10')], credit_memos: [credit('2024-01-01', '5')] },
    expected: { prior_revenue: '-5.00', yoy_growth: '?no_prior_revenue' },
  },
  {
    name: 'growth of exactly a fifth is 0.2',
    rows: { invoices: [invoice('2023-06-30', '1'), invoice('2024-01-01', '100'), invoice('2025-01-01', '120')] },
    expected: { yoy_growth: '0.2' },
  },
  {
    name: 'who was first billed a day after the prior period began has too little history',
    rows: { invoices: [invoice('2023-07-01', '100'), invoice('2025-01-01', '120')] },
    expected: { annual_revenue: '120.00', prior_revenue: '100.00', yoy_growth: '?insufficient_history' },
  },
  {
    name: 'who was never billed has revenue of zero and no growth',
    rows: {},
    expected: { annual_revenue: '0.00', yoy_growth: '?no_history', lifetime_revenue: '0.00', clv: '0.00', overdue_share: '?undefined' },
  },
  {
    name: 'a bill of tomorrow is not there yet',
    rows: { invoices: [invoice('2025-07-01', '100')] },
    expected: { annual_revenue: '0.00', yoy_growth: '?no_history' },
  },
  {
    name: 'an amount that could not be converted leaves the revenue of its period open',
    rows: { invoices: [invoice('2025-01-01', '100', { total_amount_base: null }), invoice('2025-01-02', '100')] },
    expected: {
      annual_revenue: '?amount_missing',
      prior_revenue: '0.00',
      lifetime_revenue: '?amount_missing',
      clv: '?amount_missing',
      overdue_share: '?missing:annual_revenue',
    },
  },
  {
    name: 'an amount of the year before that could not be converted leaves this year alone',
    rows: {
      invoices: [invoice('2023-01-01', '1'), invoice('2024-01-01', '100', { total_amount_base: null }), invoice('2025-01-02', '100')],
    },
    expected: { annual_revenue: '100.00', prior_revenue: '?amount_missing', yoy_growth: '?amount_missing' },
  },
  {
    name: 'fiscal and calendar years begin with their month and end with the day, a year before too',
    rows: {
      invoices: [
        invoice('2025-04-01', '10'),
        invoice('2025-03-31', '20'),
        invoice('2024-04-01', '5'),
        invoice('2024-06-30', '1'),
        invoice('2024-07-01', '100'),
      ],
    },
    expected: {
      fiscal_revenue: '10.00',
      fiscal_growth: '0.6666666666666666',
      calendar_revenue: '30.00',
      calendar_growth: '?insufficient_history',
    },
  },
  {
    name: 'money is in the base currency',
    rows: { invoices: [invoice('2025-04-01', '1000', { total_amount_base: '6.7512', currency_iso_code: 'JPY' })] },
    expected: { annual_revenue: '6.75' },
  },
];

const order = (effective_date: string, total_amount: string, status: string) => ({ effective_date, total_amount, status });

/** In a lake without invoices. */
export const orderRevenueCases: readonly GoldenCase[] = [
  {
    name: 'without invoices activated orders are revenue',
    rows: { sales_orders: [order('2025-01-01', '100', 'Activated'), order('2025-01-02', '50', 'Draft')] },
    expected: { annual_revenue: '100.00', lifetime_revenue: '100.00' },
  },
];
