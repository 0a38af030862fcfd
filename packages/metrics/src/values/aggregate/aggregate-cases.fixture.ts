import type { GoldenCase } from '../golden-case.fixture.ts';

const request = (created_date: string, more: Readonly<Record<string, string | boolean | number | null>> = {}) => ({
  created_date,
  priority: 'High',
  ...more,
});

/** As of 30 June 2025 in Berlin. */
export const aggregateCases: readonly GoldenCase[] = [
  {
    name: 'counts, sums, extremes and distinct values of rows',
    rows: {
      cases: [
        request('2025-06-01T21:59:59Z', { csat: 4, origin: 'Web' }),
        request('2025-06-01T22:00:00Z', { csat: 2, origin: 'Phone', is_closed: true }),
        request('2025-06-30T21:59:59Z', { csat: null, origin: 'Web', priority: 'Low' }),
        request('2025-06-30T22:00:00Z', { csat: 1, origin: 'Post' }),
      ],
    },
    expected: {
      open_cases: '3',
      // From 2 June to 30 June, High only.
      high_cases_29_days: '1',
      origins: '3',
      best_csat: '4.0000',
      csat_sum: '?amount_missing',
      known_csat_sum: '7.0000',
      first_case_on: '2025-06-01',
      dollar_cases: '0',
    },
  },
  {
    name: 'where nothing counts there are none, and no extreme',
    rows: {},
    expected: {
      open_cases: '0',
      origins: '0',
      best_csat: '?no_rows',
      csat_sum: '0.0000',
      first_case_on: '?no_rows',
      case_load: '?missing:best_csat',
    },
  },
  {
    name: 'derived metrics are computed of each other, level by level',
    rows: { cases: [request('2025-06-10T08:00:00Z', { csat: 5, origin: 'Web' })] },
    expected: { open_cases: '1', case_load: '5.0000', is_loaded: 'true', load_or_none: '5.0000' },
  },
];
