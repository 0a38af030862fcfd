import type { Columns } from './column.ts';

/** What the lake knows of a table whose columns a configuration decides: they are in no contract, and stand in the manifest of each version. */
export interface TableDeclaration {
  readonly grain: readonly string[];
  readonly description: string;
  readonly columns: Columns;
}
