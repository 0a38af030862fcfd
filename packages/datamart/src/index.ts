export { customersStage } from './0-customers/customers.stage.ts';
export { landedTransactions } from './1-lines/landed-transactions.ts';
export type { FileAccount, LandingAccount, LandingOptions } from './1-lines/landing.ts';
export { futurePolicies, type FuturePolicy, linesStage, returnsPolicies, type ReturnsPolicy } from './1-lines/lines.stage.ts';
export { ordersStage } from './2-orders/orders.stage.ts';
export { customerPeriodStages } from './3-customer-period/customer-period.stage.ts';
export { buildMart, martJob, type MartOptions, type MartResult, type MartRun } from './build-mart.ts';
export { type BuilderOptions, type CustomerDataMart, CustomerDataMartBuilder, type Transactions } from './customer-data-mart-builder.ts';
