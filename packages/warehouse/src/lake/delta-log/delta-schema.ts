import type { ColumnType, Table } from '@audit/contract';

type DeltaType = string | { readonly type: string; readonly [key: string]: unknown };

/** Type names of the Delta protocol. Timestamps are UTC by contract and without zone in the files. */
const deltaType = (type: ColumnType): DeltaType => {
  switch (type.kind) {
    case 'text':
      return 'string';
    case 'int32':
      return 'integer';
    case 'int64':
      return 'long';
    case 'float64':
      return 'double';
    case 'bool':
      return 'boolean';
    case 'date':
      return 'date';
    case 'timestamp':
      return 'timestamp_ntz';
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`;
    case 'list':
      return { type: 'array', elementType: deltaType(type.of), containsNull: true };
    case 'struct':
      return { type: 'struct', fields: Object.entries(type.fields).map(([name, of]) => field(name, of, true, {})) };
  }
};

const field = (name: string, type: ColumnType, nullable: boolean, metadata: Readonly<Record<string, string>>): unknown => ({
  name,
  type: deltaType(type),
  nullable,
  metadata,
});

/** The contract's columns as a Delta `schemaString`. */
export const deltaSchema = (table: Table): string =>
  JSON.stringify({
    type: 'struct',
    fields: Object.entries(table.columns).map(([name, column]) =>
      field(name, column.type, column.nullable, { comment: column.description }),
    ),
  });
