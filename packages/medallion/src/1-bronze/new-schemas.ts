import type { Micros, Row, sourceSchemas } from '@audit/contract';
import { schemaHash, schemaJson } from '../landing/schema-hash.ts';
import { objectKey } from '../landing/object-key.ts';
import type { KnownSchema } from './known-schemas.ts';
import type { LandedTable } from './landed-table.ts';

/** The schemas of a run that differ from the newest the lake knows, as its next versions. */
export const newSchemas = (
  landed: readonly LandedTable[],
  known: ReadonlyMap<string, KnownSchema>,
  run: { readonly runId: string; readonly at: Micros },
): readonly Row<typeof sourceSchemas>[] =>
  landed.flatMap(({ source, object, table, columns }) => {
    const before = known.get(objectKey({ source, object }));
    const hash = schemaHash(columns);
    if (before?.hash === hash) return [];
    return [
      {
        source,
        object,
        schema_version: (before?.version ?? 0) + 1,
        table_name: table,
        schema_hash: hash,
        columns_json: schemaJson(columns),
        first_seen_at: run.at,
        run_id: run.runId,
      },
    ];
  });
