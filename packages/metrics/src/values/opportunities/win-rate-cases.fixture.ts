import type { GoldenCase } from '../golden-case.fixture.ts';

type Given = Readonly<Record<string, string | boolean | null>>;
const closed = (is_won: boolean, close_date: string, amount: string | null = '10', more: Given = {}) => ({
  is_closed: true,
  is_won,
  close_date,
  amount,
  type: 'New Customer',
  ...more,
});

/** As of 30 June 2025: the year begins with 1 July 2024. */
export const winRateCases: readonly GoldenCase[] = [
  {
    name: 'won on the first day, lost on the last: a half, of too few to say much',
    rows: {
      opportunities: [closed(true, '2024-07-01'), closed(false, '2025-06-30'), closed(true, '2024-06-30'), closed(true, '2025-07-01')],
    },
    expected: { win_rate: '0.5', win_rate_sample: '2', win_rate_is_thin: 'true' },
  },
  {
    name: 'three are enough; renewals and open ones are left out',
    rows: {
      opportunities: [
        closed(true, '2025-01-01', '300'),
        closed(false, '2025-01-02', '50'),
        closed(false, '2025-01-03', '50'),
        closed(true, '2025-01-04', '900', { type: 'Existing Customer - Renewal' }),
        closed(false, '2025-05-01', '70', { is_closed: false }),
        closed(false, '2025-05-02', null, { is_closed: false }),
      ],
    },
    expected: {
      win_rate: '0.3333333333333333',
      win_rate_sample: '3',
      win_rate_is_thin: 'false',
      win_rate_by_amount: '0.75',
      open_opportunities: '2',
      pipeline_amount: '70.00',
    },
  },
  {
    name: 'an unknown amount leaves the rate by amount open, not that by count',
    rows: { opportunities: [closed(true, '2025-01-01', null), closed(true, '2025-01-02')] },
    expected: { win_rate: '1.0', win_rate_by_amount: '?amount_missing' },
  },
  {
    name: 'who closed none has no rate',
    rows: {},
    expected: { win_rate: '?none_closed', win_rate_sample: '0', win_rate_is_thin: 'true', pipeline_amount: '0.00' },
  },
];
