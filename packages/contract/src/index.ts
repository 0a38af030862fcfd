export { AuditError, type ExitCode } from './errors/audit-error.ts';
export {
  bool,
  type Column,
  type Columns,
  type ColumnType,
  date,
  type Decimal,
  decimal,
  float64,
  int32,
  int64,
  type IsoDate,
  list,
  type Micros,
  type Pii,
  type RowOf,
  type Scalar,
  struct,
  text,
  timestamp,
  type Value,
} from './tables/column.ts';
export { type Check, fingerprint, tableChecks } from './tables/checks.ts';
export { type Granularity, granularities, customerPeriods } from './tables/customer-periods.ts';
export { ddl, type EngineName, sqlType } from './tables/ddl.ts';
export { type ColumnsOf, defineTable, type Layer, qualifiedName, type Row, type Table } from './tables/define-table.ts';
export { dictionary } from './tables/dictionary.ts';
export { inputFiles, quarantine } from './tables/ops.ts';
export { orders } from './tables/orders.ts';
export { quote } from './tables/quote.ts';
export { transactionLines } from './tables/transaction-lines.ts';
