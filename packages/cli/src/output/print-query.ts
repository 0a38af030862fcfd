import type { Table } from '@audit/contract';
import { clusterOrder, type Session } from '@audit/warehouse';
import type { Output } from '../context.ts';
import { cellText, rowJson } from './cell-sql.ts';
import { textTable } from './text-table.ts';

/** How rows are printed. */
export interface PrintOptions {
  /** Most rows; 0 for all. */
  readonly limit: number;
  readonly json: boolean;
  /** Show values that identify a person. */
  readonly unmasked: boolean;
}

const numeric = new Set(['int32', 'int64', 'float64', 'decimal']);

const peopleText = async (session: Session, table: Table, query: (line: string) => string, unmasked: boolean): Promise<string> => {
  const cells = Object.entries(table.columns).map(([name, column]) => cellText(name, column, unmasked));
  const rows: (readonly (string | null)[])[] = [];
  for await (const lines of session.texts(query(`CAST(TO_JSON([${cells.join(', ')}]) AS VARCHAR)`))) {
    rows.push(...lines.map((line) => JSON.parse(line) as readonly (string | null)[]));
  }
  const columns = Object.entries(table.columns).map(([title, { type }]) => ({
    title,
    maxWidth: 40,
    align: numeric.has(type.kind) ? ('right' as const) : ('left' as const),
  }));
  return textTable(
    columns,
    rows.map((row) => row.map((cell) => cell ?? '')),
  );
};

/** Columns of a table that are masked unless someone may see them. */
export const maskedColumns = (table: Table): readonly string[] =>
  Object.entries(table.columns).flatMap(([column, { pii }]) => (pii === 'direct' ? [column] : []));

/** Prints rows of a declared table in its order: aligned for people, or one JSON object a line. @param sql yields the table's columns */
export const printQuery = async (
  output: Output,
  session: Session,
  { table, sql }: { readonly table: Table; readonly sql: string },
  { limit, json, unmasked }: PrintOptions,
): Promise<void> => {
  const most = limit === 0 ? '' : ` LIMIT ${limit}`;
  // The order stands outermost: the engine keeps no order of a subquery.
  const query = (line: string): string => `SELECT ${line} FROM (${sql}) AS kept ${clusterOrder(table)}${most}`;
  if (!json) return await output.write(await peopleText(session, table, query, unmasked));
  for await (const lines of session.bytes(query(rowJson(table, unmasked, ['', '\n'])))) {
    await output.write(Buffer.from(lines).toString());
    if (output.closed) return;
  }
};
