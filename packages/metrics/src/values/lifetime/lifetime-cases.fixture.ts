import type { GoldenCase } from '../golden-case.fixture.ts';

const pays = { install_date: '2024-01-01', current_mrr: '100', status: 'Installed' };
const billed = { invoice_date: '2025-01-01', total_amount: '333.33', status: 'Posted', balance: '0' };

/** As of 30 June 2025. The annuity of 36 months at 0.98 ÷ 1.01 is 21.634163, at 0.99 ÷ 1.01 it is 25.406342. */
export const lifetimeCases: readonly GoldenCase[] = [
  {
    name: 'a segment stays longer than the others',
    rows: { assets: [pays], accounts: [{ segment: 'Enterprise' }], invoices: [billed] },
    expected: { clv: '2163.42', segment_clv: '2540.63', historic_clv: '133.33', contractual_clv: '2163.42' },
  },
  {
    name: 'the segment of most accounts counts',
    rows: { assets: [pays], accounts: [{ segment: 'Enterprise' }, { segment: 'SMB' }, { segment: 'SMB' }, { segment: null }] },
    expected: { segment_clv: '2163.42' },
  },
  {
    name: 'who pays nothing by the month is worth what it has paid, or nothing by contract',
    rows: { invoices: [billed], accounts: [{ segment: 'Enterprise' }] },
    expected: { clv: '333.33', clv_method: 'historic', segment_clv: '333.33', historic_clv: '133.33', contractual_clv: '0.00' },
  },
];
