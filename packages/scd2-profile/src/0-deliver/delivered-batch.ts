import { quote, type Table } from '@audit/contract';
import { deliveredColumns } from '@audit/contract/profile';
import type { FileRef } from '@audit/warehouse';

/** A delivery as it lies in bronze. */
export interface DeliveredBatch {
  /** Of bronze; it holds every record that could be read. */
  readonly file: FileRef | null;
  /** Records of the file. */
  readonly received: number;
  /** Relation of records that could not be read at all, in the columns of the quarantine; none where undefined. */
  readonly unreadable: { readonly relation: string; readonly rows: number } | undefined;
  readonly unknownColumns: readonly string[];
}

/** Other names under which the lists may come. */
export const aliases: Readonly<Record<string, string>> = {
  source_of_income: 'source_of_income_list',
  purpose_of_investment: 'purpose_of_investment_list',
};

/** Names of the columns a source delivers. */
export const deliveredNames: readonly string[] = Object.keys(deliveredColumns);

/** `"a", "b"` of all columns of a table. */
export const columnList = (table: Table): string =>
  Object.keys(table.columns)
    .map((name) => quote(name))
    .join(', ');
