import { aggregateKind } from './aggregate/aggregate.kind.ts';
import { contractExpiryKind } from './contracts/contract-expiry.kind.ts';
import { overdueKind } from './invoices/overdue.kind.ts';
import type { Kind } from './kind.ts';
import { lifetimeKind } from './lifetime/lifetime.kind.ts';
import { winRateKind } from './opportunities/win-rate.kind.ts';
import { recurringKind } from './recurring/recurring.kind.ts';
import { revenueKind } from './revenue/revenue.kind.ts';
import { slaKind } from './service/sla.kind.ts';
import { lastTouchKind } from './touches/last-touch.kind.ts';
import { usageKind } from './usage/usage.kind.ts';

/** Kinds of metrics that are computed from silver, by the word the definitions use. */
export const sourceKinds = {
  revenue: revenueKind,
  mrr: recurringKind,
  clv: lifetimeKind,
  contract_expiry: contractExpiryKind,
  overdue: overdueKind,
  sla_breaches: slaKind,
  usage_growth: usageKind,
  win_rate: winRateKind,
  last_touch: lastTouchKind,
  aggregate: aggregateKind,
} as const;

/** The kind of a metric; undefined of those that are computed from other metrics. */
export const kindOf = (kind: string): Kind | undefined => (sourceKinds as unknown as Readonly<Record<string, Kind | undefined>>)[kind];
