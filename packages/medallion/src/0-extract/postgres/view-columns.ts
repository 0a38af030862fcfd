import { SourceRefused } from '@audit/contract';
import type { ViewKind } from '@audit/contract/profile';
import type { PostgresConnection } from './postgres-connection.ts';
import { viewName } from './view-name.ts';

/** A column of a view as the server describes it. */
export interface ViewColumn {
  readonly name: string;
  /** As PostgreSQL spells it: `character varying(50)`. */
  readonly type: string;
  /** Null for a type that is neither text nor a date nor a time. */
  readonly kind: ViewKind | null;
  readonly nullable: boolean;
}

/** `character(n)` is not text to us: it pads with blanks. A time with zone is one in UTC, since the session is. */
const kindOf = (type: string): ViewKind | null => {
  if (/^(?:text$|character varying)/.test(type)) return 'text';
  if (type === 'date') return 'date';
  return type.startsWith('timestamp') ? 'timestamp' : null;
};

/**
 * The columns of a view or table, in its order.
 * @throws SourceRefused where there is none of that name
 */
export const viewColumns = async (connection: PostgresConnection, name: string): Promise<readonly ViewColumn[]> => {
  const { schema, view } = viewName(name);
  const rows = await connection.rows(
    `looking up ${name}`,
    `SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull
     FROM pg_catalog.pg_class c
     JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
     WHERE n.nspname = $1 AND c.relname = $2 AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped
     ORDER BY a.attnum`,
    [schema, view],
  );
  if (rows.length === 0) {
    const remedy = 'create the view there, or correct its name (opdb.view)';
    throw new SourceRefused(connection.place, `looking up ${name}`, `there is no view "${name}"`, '42P01', { remedy });
  }
  return rows.map(([column, type, required]) => ({
    name: String(column),
    type: String(type),
    kind: kindOf(String(type)),
    nullable: required !== 't',
  }));
};
