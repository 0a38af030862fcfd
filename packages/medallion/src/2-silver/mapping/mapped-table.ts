import type { Rule, Scalar } from '@audit/contract';
import type { ColumnMapping, DerivedMapping, TableMapping } from './mapping-schema.ts';

/** A column of a mapping whose words were found right. */
export interface MappedColumn {
  readonly mapping: ColumnMapping;
  readonly type: Scalar;
  readonly isKey: boolean;
  readonly onError: 'quarantine' | 'null';
}

/** A derived column, likewise. */
export interface DerivedColumn {
  readonly name: string;
  readonly mapping: DerivedMapping;
  readonly type: Scalar;
  readonly rule: Rule;
}

/** A table of a mapping whose words were found right. */
export interface MappedTable {
  /** Bronze table, without its layer. */
  readonly bronze: string;
  readonly mapping: TableMapping;
  readonly columns: readonly MappedColumn[];
  /** Derived columns, in levels: each reads columns and those of levels before. */
  readonly derived: readonly (readonly DerivedColumn[])[];
  readonly filter: Rule | undefined;
}
