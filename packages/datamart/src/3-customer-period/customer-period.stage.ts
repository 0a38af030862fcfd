import { customerPeriods, type Granularity, orders } from '@audit/contract';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';

const customerPeriodStage = <G extends Granularity>(granularity: G) => {
  const writes = customerPeriods[granularity];
  return defineStage({
    id: `datamart/${writes.name}`,
    reads: { orders: { table: orders, by: { customer_id: 'customer_id' } } },
    writes,
    key: ['customer_id'],
    params: z.strictObject({
      /** Business zone: its midnights cut the periods. */
      zone: z.string(),
    }),
    constants: { unit: granularity },
    model: new URL('./customer-period.sql', import.meta.url),
    checks: {
      orders_and_periods_reconcile: `SELECT o.n AS orders, p.n AS orders_in_periods, o.spend AS spend, p.spend AS spend_in_periods
        FROM (SELECT COUNT(*) AS n, COALESCE(SUM(total_spend), 0) AS spend FROM orders) o
        CROSS JOIN (SELECT COALESCE(SUM(total_orders), 0) AS n, COALESCE(SUM(total_spend), 0) AS spend FROM ${writes.name}) p
        WHERE o.n <> p.n OR o.spend <> p.spend`,
    },
  });
};

/** Orders → customer × period, one stage a granularity, all of one model. Keyed by customer. */
export const customerPeriodStages = {
  day: customerPeriodStage('day'),
  week: customerPeriodStage('week'),
  month: customerPeriodStage('month'),
  quarter: customerPeriodStage('quarter'),
  year: customerPeriodStage('year'),
};
