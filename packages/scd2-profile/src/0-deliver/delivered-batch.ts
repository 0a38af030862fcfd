import { quote, type Table } from '@audit/contract';
import type { FileRef } from '@audit/warehouse';
import type { Delivery } from './delivery.ts';

/** A delivery as it lies in bronze. */
export interface DeliveredBatch {
  /** What it was read as. */
  readonly delivery: Delivery;
  /** Of bronze; it holds every record that could be read. */
  readonly file: FileRef | null;
  /** Records of the file. */
  readonly received: number;
  /** Relation of records that could not be read at all, in the columns of the quarantine; none where undefined. */
  readonly unreadable: { readonly relation: string; readonly rows: number } | undefined;
  readonly unknownColumns: readonly string[];
}

/** `"a", "b"` of all columns of a table. */
export const columnList = (table: Table): string =>
  Object.keys(table.columns)
    .map((name) => quote(name))
    .join(', ');
