import { type Counts, usageMetrics } from '../counts.ts';
import { defineObject } from '../define-object.ts';
import { date, double, picklist, reference, text } from '../field.ts';
import type { SObject } from '../sobject.ts';

const metrics = usageMetrics.map((metric) => `'${metric}'`).join(', ');

/** Telemetry: one row an account, metric and day; it falls where an account leaves and climbs where it grows. */
export const usage = ({ Account: accounts, Usage__c: rows, usageDays, User: users }: Counts): SObject => {
  const owner = `(i // ${usageMetrics.length * usageDays}) % ${accounts}`;
  const day = `(i % ${usageDays})`;
  return defineObject({
    name: 'Usage__c',
    label: 'Usage',
    keyPrefix: 'a00',
    rows,
    users,
    created: `CAST(org_day() - CAST(${day} AS INTEGER) AS TIMESTAMP) - to_seconds(below(i, 'sent', 7200))`,
    deletedOneIn: 2000,
    fields: [
      text('Name', 80, `concat('U-', lpad(CAST(i AS VARCHAR), 9, '0'))`),
      reference('Account__c', 'Account', `sf_id('001', ${owner})`),
      picklist('Metric__c', `([${metrics}])[1 + (i // ${usageDays}) % ${usageMetrics.length}]`),
      date('Period__c', `org_day() - 1 - CAST(${day} AS INTEGER)`),
      double(
        'Quantity__c',
        4,
        `CAST((1 + below(${owner}, 'scale', 1000)) * CASE story(${owner}) WHEN 0 THEN 0.2 + 0.8 * ${day} / ${usageDays} WHEN 1 THEN 1.6 - 0.8 * ${day} / ${usageDays} ELSE 0.9 + below(i, 'noise', 200) / 1000.0 END AS DECIMAL(18, 4))`,
      ),
    ],
    updates: { Quantity__c: `CAST(below("Id", 'quantity{n}', 1000000) AS DECIMAL(18, 4)) / 100` },
  });
};
