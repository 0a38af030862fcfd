import { createHash } from 'node:crypto';
import type { SourceColumn } from '../1-bronze/landed-table.ts';

/** A column with its facts in one order, whoever made it; what is not said is left out. */
const plain = ({ name, type, nullable, calculated, length, precision, scale, referenceTo }: SourceColumn): Partial<SourceColumn> => ({
  name,
  type,
  nullable,
  ...(calculated === true ? { calculated } : {}),
  ...(length === undefined ? {} : { length }),
  ...(precision === undefined ? {} : { precision }),
  ...(scale === undefined ? {} : { scale }),
  ...(referenceTo === undefined || referenceTo.length === 0 ? {} : { referenceTo }),
});

/** The columns as they are kept in `ops_source_schemas`. */
export const schemaJson = (columns: readonly SourceColumn[]): string => JSON.stringify(columns.map(plain));

/** What `_schema_hash` holds: the first 16 hex digits of the SHA-256 of {@link schemaJson}. */
export const schemaHash = (columns: readonly SourceColumn[]): string =>
  createHash('sha256').update(schemaJson(columns)).digest('hex').slice(0, 16);
