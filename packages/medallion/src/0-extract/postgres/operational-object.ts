import { ConfigError, type OperationalTable, remedyFor } from '@audit/contract';
import type { SourceColumn } from '../../1-bronze/landed-table.ts';
import { bronzeTableName } from '../../landing/bronze-table-name.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { type ViewColumn, viewColumns } from './view-columns.ts';

/** A table of the operational database that is configured. */
export interface OperationalObject {
  /** `public.orders`. */
  readonly object: string;
  /** Bronze table. */
  readonly table: string;
  readonly configured: OperationalTable;
}

export const operationalObjects = (tables: readonly OperationalTable[]): readonly OperationalObject[] =>
  tables.map((configured) => ({
    object: configured.table,
    table: configured.as ?? bronzeTableName(configured.table.slice(configured.table.indexOf('.') + 1)),
    configured,
  }));

const mustHave = ({ object }: OperationalObject, columns: readonly ViewColumn[], setting: string, wanted: readonly string[]): void => {
  const names = columns.map(({ name }) => name);
  for (const name of wanted) {
    if (names.includes(name)) continue;
    const remedy = remedyFor(name, names, `it has ${names.slice(0, 12).join(', ')}`);
    throw new ConfigError('opdb.tables', `${setting} of ${object} is "${name}", which is no column of it`, remedy);
  }
};

/**
 * Its columns as the server has them now.
 *
 * @throws SourceRefused where there is no such table; ConfigError where its key or cursor is no column of it
 */
export const objectColumns = async (connection: PostgresConnection, one: OperationalObject): Promise<readonly ViewColumn[]> => {
  const columns = await viewColumns(connection, one.object);
  mustHave(one, columns, 'key', one.configured.key ?? []);
  mustHave(one, columns, 'cursor_column', one.configured.cursor_column === undefined ? [] : [one.configured.cursor_column]);
  return columns;
};

/** The columns as bronze has them. @param names one for each */
export const sourceColumns = (columns: readonly ViewColumn[], names: readonly string[]): readonly SourceColumn[] =>
  columns.map(({ type, nullable }, at) => ({ name: names[at] ?? '', type, nullable }));
