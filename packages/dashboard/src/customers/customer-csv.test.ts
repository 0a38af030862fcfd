import { expect, test } from 'vitest';
import type { CustomerLine } from '../api/customer360.ts';
import { csvHeading, csvLines } from './customer-csv.ts';

const customer: CustomerLine = {
  id: '1',
  name: 'Mill, "Stone" & Co',
  country: 'DE',
  region: null,
  industry: '=HYPERLINK("http://x")',
  segment: null,
  website: null,
  owner: '***',
  linkage_confidence: 100,
  scores: { churn_risk: 12.5, churn_risk_band: 'LOW', health: null },
  mrr: -5,
  open_alerts: 2,
  worst_alert: null,
  next_action: null,
  as_of: '2026-10-02',
};

test('a customer is a line: quoted where it must be, empty where nothing is known, and never a formula', () => {
  expect(csvLines([customer])).toBe(`1,"Mill, ""Stone"" & Co",DE,,"'=HYPERLINK(""http://x"")",,***,12.5,LOW,,,-5,,,2,,,2026-10-02\r\n`);
  expect(csvHeading.split(',')).toHaveLength(18);
});
