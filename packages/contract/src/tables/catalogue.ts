import { customerPeriods } from './customer-periods.ts';
import { customerConflicts, customerRecords, customers } from './customers.ts';
import { qualifiedName, type Table } from './define-table.ts';
import { inputFiles, quarantine } from './ops.ts';
import { orders } from './orders.ts';
import { transactionLines } from './transaction-lines.ts';

const all: readonly Table[] = [
  customerRecords,
  customers,
  customerConflicts,
  transactionLines,
  orders,
  ...Object.values(customerPeriods),
  inputFiles,
  quarantine,
];

/** Every table a lake may hold, by qualified name. */
export const contractTables: ReadonlyMap<string, Table> = new Map(all.map((table) => [qualifiedName(table), table]));
