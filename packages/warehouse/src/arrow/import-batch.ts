import { SchemaMismatch } from '@audit/contract';
import type { DuckDBConnection } from '@duckdb/node-api';
import { Type } from 'apache-arrow/enum';
import type { RecordBatch } from 'apache-arrow/recordbatch';
import type { Schema } from 'apache-arrow/schema';
import type { Timestamp } from 'apache-arrow/type';
import { appendBatches } from './append-batches.ts';
import { typeText } from './assert-schema.ts';
import { importType } from './import-type.ts';
import { plainArray, plainType } from './plain-array.ts';

/** A column of an Arrow schema as it would stand in DuckDB. */
export interface ImportedColumn {
  readonly name: string;
  /** Position in the Arrow schema, from 0. */
  readonly index: number;
  /** Arrow's spelling of its type, for messages. */
  readonly arrowType: string;
  /** DuckDB type of the imported column; undefined when this Arrow type cannot be imported. */
  readonly sqlType: string | undefined;
  /** A timestamp with a zone: its values are UTC instants. Without one they are readings of some clock. */
  readonly zoned: boolean;
}

export const importedColumns = (schema: Schema): readonly ImportedColumn[] =>
  schema.fields.map((field, index) => {
    const type = plainType(field.type);
    const zone = type.typeId === Type.Timestamp ? (type as Timestamp).timezone : null;
    return {
      name: field.name,
      index,
      arrowType: typeText(field.type),
      sqlType: importType(field.type)?.sqlType,
      zoned: zone !== null && zone !== undefined && zone !== '',
    };
  });

/**
 * Appends some columns of a batch, values as they are, to an existing DuckDB table of the same columns in the same order
 * (types: `sqlType`).
 * @throws {@link SchemaMismatch} for a column that cannot be imported
 * @throws {@link ArrowRefused} when the arrays break Arrow's own rules
 */
export const importBatch = async (
  connection: DuckDBConnection,
  batch: RecordBatch,
  columns: readonly ImportedColumn[],
  into: string,
): Promise<void> => {
  const imports = columns.map(({ index, name, arrowType }) => {
    const found = importType(batch.schema.fields[index]!.type);
    if (found === undefined) throw new SchemaMismatch('the Arrow batch', into, [`column ${name} is ${arrowType}, which cannot be read`]);
    return found;
  });
  const arrays = columns.map(({ index }) => plainArray(batch.data.children[index]!));
  await appendBatches(
    connection,
    into,
    [{ rows: batch.numRows, columns: arrays }],
    imports.map(({ write }) => write),
  );
};
