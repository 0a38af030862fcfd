import type { Field } from '@audit/warehouse';
import { landedTransactions } from './landed-transactions.ts';

const positions = new Set(['record', 'fault', 'fault_column']);

/** What intake reads of a transaction: times as instants, everything else as it was spelled. */
export const transactionFields: readonly Field[] = Object.entries(landedTransactions.columns)
  .filter(([name]) => !positions.has(name) && !name.endsWith('_is'))
  .map(([name, { type }]) => ({ name, kind: type.kind === 'timestamp' ? 'instant' : 'text' }));

/** Columns that are known and not read: tax is no part of a line's amount. */
export const ignoredColumns: ReadonlySet<string> = new Set(['tax']);
