import type { GoldenCase } from '../golden-case.fixture.ts';

const used = (period_date: string, quantity: string, metric = 'api_calls') => ({ period_date, quantity, metric });
const one = (
  name: string,
  usage: readonly ReturnType<typeof used>[],
  growth: string,
  more: Readonly<Record<string, string>> = {},
): GoldenCase => ({
  name,
  rows: { usage },
  expected: { usage_growth: growth, ...more },
});

/** As of 30 June 2025: the last 30 days begin with 1 June, the 30 days before with 2 May. */
export const usageCases: readonly GoldenCase[] = [
  one('growth of exactly a half', [used('2025-05-02', '100'), used('2025-06-30', '150')], '0.5', { usage_30_days: '150.0000' }),
  one('31 May is of the days before, 1 June is not', [used('2025-05-02', '1'), used('2025-05-31', '99'), used('2025-06-01', '50')], '-0.5'),
  one('who stops has minus one', [used('2025-05-02', '100')], '-1.0', { usage_30_days: '0.0000' }),
  one('who began a day late has too little history', [used('2025-05-03', '100'), used('2025-06-30', '150')], '?partial_window'),
  one('who began in the last 30 days is new', [used('2025-06-01', '100')], '?new_usage'),
  one('too little before, some now', [used('2025-04-20', '10'), used('2025-05-20', '0.9'), used('2025-06-30', '5')], '?new_usage'),
  one('exactly enough before', [used('2025-04-20', '10'), used('2025-05-20', '1'), used('2025-06-30', '3')], '2.0'),
  one('too little before, none now', [used('2025-04-20', '10'), used('2025-05-20', '0.9')], '?no_usage'),
  one('used long ago', [used('2024-12-01', '10')], '?no_usage', { usage_30_days: '0.0000' }),
  one('usage of tomorrow does not count', [used('2025-05-02', '100'), used('2025-06-30', '100'), used('2025-07-01', '900')], '0.0'),
  one(
    'other metrics than the named ones do not count',
    [used('2025-05-02', '100'), used('2025-06-30', '150'), used('2025-06-30', '50', 'logins')],
    '1.0',
    {
      api_growth: '0.5',
    },
  ),
  one(
    'compared with the same days a year before',
    [used('2024-05-01', '7'), used('2024-06-01', '50'), used('2024-06-30', '50'), used('2025-06-30', '125')],
    '?new_usage',
    {
      seasonal_growth: '0.25',
    },
  ),
];

/** In a lake where usage is of 27 June at the newest: the windows end with it, where three days are not too late. */
export const lateUsageCases: readonly GoldenCase[] = [
  one(
    'usage that is three days late is compared up to its last day',
    [used('2025-04-29', '100'), used('2025-05-28', '0.5'), used('2025-05-29', '50'), used('2025-06-27', '50')],
    '-0.004975124378109453',
    { prompt_growth: '?partial_window' },
  ),
];
