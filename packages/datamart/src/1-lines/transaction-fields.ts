import type { ColumnType } from '@audit/contract';
import type { Field, FieldKind } from '@audit/warehouse';
import { landedTransactions } from './landed-transactions.ts';

const positions = new Set(['record', 'fault', 'fault_column']);
const ids = new Set(['order_id', 'customer_id', 'product_id', 'line_id', 'currency']);

const kindOf = (name: string, { kind, ...type }: ColumnType): FieldKind => {
  if (kind === 'timestamp') return 'instant';
  if (kind === 'decimal') return 'scale' in type && type.scale === 6 ? 'decimal6' : 'decimal8';
  return ids.has(name) ? 'id' : 'text';
};

/** What intake reads of a transaction: times as instants, short numbers as decimals, ids trimmed, everything else as it was spelled. */
export const transactionFields: readonly Field[] = Object.entries(landedTransactions.columns)
  .filter(([name]) => !positions.has(name) && !name.endsWith('_is') && !name.endsWith('_text'))
  .map(([name, { type }]) => ({ name, kind: kindOf(name, type) }));

/** Columns that are known and not read: tax is no part of a line's amount. */
export const ignoredColumns: ReadonlySet<string> = new Set(['tax']);
