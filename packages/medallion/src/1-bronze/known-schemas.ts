import { qualifiedName, quote, type Row, sourceSchemas } from '@audit/contract';
import { bindTable, type Lake, type Manifest, type Session } from '@audit/warehouse';
import { objectKey } from '../landing/object-key.ts';
import type { SourceColumn } from './landed-table.ts';

/** The newest schema of an object that the lake knows. */
export interface KnownSchema {
  readonly version: number;
  readonly hash: string;
  readonly columns: readonly SourceColumn[];
}

/** The newest schema of every object in a version of a lake, by {@link objectKey}. */
export const knownSchemas = async (session: Session, lake: Lake, { tables }: Manifest): Promise<ReadonlyMap<string, KnownSchema>> => {
  const state = tables[qualifiedName(sourceSchemas)];
  if (state === undefined) return new Map();
  await bindTable(session, 'known_schemas', lake, sourceSchemas, state);
  const names = Object.keys(sourceSchemas.columns).map((name) => quote(name));
  const rows = await session.rows(`SELECT ${names.join(', ')} FROM known_schemas ORDER BY schema_version`, sourceSchemas);
  return new Map(rows.map((row) => [objectKey(row), schemaOf(row)]));
};

const schemaOf = (row: Row<typeof sourceSchemas>): KnownSchema => ({
  version: row.schema_version,
  hash: row.schema_hash,
  columns: JSON.parse(row.columns_json) as readonly SourceColumn[],
});
