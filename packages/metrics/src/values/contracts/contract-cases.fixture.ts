import type { GoldenCase } from '../golden-case.fixture.ts';

type Given = Readonly<Record<string, string | number | null>>;
const contract = (end_date: string | null, more: Given = {}) => ({ status: 'Activated', start_date: '2024-01-01', end_date, ...more });
const one = (name: string, contracts: readonly Given[], days: string, expired: string, on?: string): GoldenCase => ({
  name,
  rows: { contracts },
  expected: { days_to_expiry: days, is_expired: expired, next_expiry_on: on ?? days },
});

/** As of 30 June 2025. */
export const contractCases: readonly GoldenCase[] = [
  one('a contract of 89 days', [contract('2025-09-27')], '89', 'false', '2025-09-27'),
  one('a contract of 90 days', [contract('2025-09-28')], '90', 'false', '2025-09-28'),
  one('a contract that ends today has 0 days', [contract('2025-06-30')], '0', 'false', '2025-06-30'),
  one('one that ended yesterday has minus 1, and is told to have ended', [contract('2025-06-29')], '-1', 'true', '2025-06-29'),
  one('the last day of the grace is 30 days ago', [contract('2025-05-31')], '-30', 'true', '2025-05-31'),
  one('before the grace there is no number', [contract('2025-05-30')], '?expired_long_ago', 'true'),
  one('a contract without an end never expires', [contract(null)], '?evergreen', 'false'),
  one('without an end, but beside one with an end', [contract(null), contract('2025-08-09')], '40', 'false', '2025-08-09'),
  one('without an end, beside one that ended', [contract(null), contract('2025-06-20')], '?evergreen', 'false'),
  one(
    'the earliest end that is still to come counts',
    [contract('2025-12-31'), contract('2025-07-10'), contract('2025-06-20')],
    '10',
    'false',
    '2025-07-10',
  ),
  one('of several that ended, the latest counts', [contract('2025-06-10'), contract('2025-06-20')], '-10', 'true', '2025-06-20'),
  one('a term tells the end', [contract(null, { start_date: '2025-01-01', contract_term: 12 })], '184', 'false', '2025-12-31'),
  one('a term of no sense tells none', [contract(null, { contract_term: '99999999999999' })], '?evergreen', 'false'),
  one('one that expired by its status is in the grace too', [contract('2025-06-20', { status: 'Expired' })], '-10', 'true', '2025-06-20'),
  one('a draft is no contract', [contract('2025-12-31', { status: 'Draft' })], '?no_contract', '?no_contract'),
  one('one that has not begun is no contract yet', [contract('2026-06-30', { start_date: '2025-07-01' })], '?no_contract', '?no_contract'),
];
