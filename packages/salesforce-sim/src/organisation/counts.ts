/** Days of usage that are kept of each account: fewer of many accounts, so that usage does not dwarf all else. */
const usageDaysOf = (accounts: number): number => Math.max(7, Math.min(90, Math.floor(500_000 / accounts)));

/** Metrics of usage. */
export const usageMetrics = ['api_calls', 'active_users', 'storage_gb'] as const;

/** All sizes follow from the number of accounts, of which there is one at least. */
export const countsOf = (accounts: number) => ({
  Account: accounts,
  User: Math.max(5, Math.min(500, Math.ceil(accounts / 50))),
  Product2: 25,
  Contact: accounts * 2,
  Opportunity: accounts * 2,
  OpportunityLineItem: accounts * 4,
  OpportunityFieldHistory: accounts * 5,
  Contract: Math.ceil(accounts * 0.8),
  Order: Math.ceil(accounts * 1.5),
  OrderItem: accounts * 3,
  Asset: accounts * 2,
  Case: accounts * 2,
  CaseMilestone: accounts * 2,
  Entitlement: accounts,
  Task: accounts * 4,
  Event: accounts,
  Invoice: accounts * 6,
  InvoiceLine: accounts * 12,
  Payment: accounts * 6,
  CreditMemo: Math.ceil(accounts / 10),
  Usage__c: accounts * usageMetrics.length * usageDaysOf(accounts),
  usageDays: usageDaysOf(accounts),
});

/** How many rows each object begins with, and days of usage of each account. */
export type Counts = Readonly<ReturnType<typeof countsOf>>;
