import type { Columns } from './column.ts';
import { defineTable, type Layer, type Table } from './define-table.ts';
import type { TableDeclaration } from './table-declaration.ts';

/** A table of a lake as the version declares it. @param name without its layer: `accounts` */
export const declaredTable = (layer: Layer, name: string, declaration: TableDeclaration): Table =>
  defineTable<Columns, never>({
    name,
    layer,
    // The columns are known only when it is made.
    grain: declaration.grain as unknown as [never],
    description: declaration.description,
    columns: declaration.columns,
    declaration,
  });
