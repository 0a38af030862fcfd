import { quote } from '@audit/contract';
import { zonedText } from './column-text.ts';
import type { OperationalObject } from './operational-object.ts';
import { postgresLiteral } from './postgres-literal.ts';
import type { ViewColumn } from './view-columns.ts';

/** How far a table was extracted. */
export interface Cursor {
  readonly column: string;
  /** The server's text of a value of the column. */
  readonly value: string;
}

/** A watermark as a cursor of a column; undefined for one of another column, which says nothing of this one. */
export const cursorOf = (watermark: unknown, column: string | undefined): Cursor | undefined => {
  if (typeof watermark !== 'object' || watermark === null || !('column' in watermark) || !('value' in watermark)) return undefined;
  return column !== undefined && watermark.column === column && typeof watermark.value === 'string'
    ? { column, value: watermark.value }
    : undefined;
};

const defaultLookBackMinutes = 10;
export const isTime = ({ type }: ViewColumn): boolean => /^(?:timestamp|date)/.test(type) && !type.endsWith('[]');

/**
 * Condition for the rows that may have changed since a cursor. A row without a value is always asked for; of times, those a little below
 * the cursor too, since a transaction may commit after others that began later.
 */
export const sinceCursor = ({ configured }: OperationalObject, column: ViewColumn, { value }: Cursor): string => {
  const name = quote(column.name);
  const from = `CAST(${postgresLiteral(value)} AS ${column.type})`;
  const back = isTime(column) ? ` - INTERVAL '${configured.look_back_minutes ?? defaultLookBackMinutes} minutes'` : '';
  return `${name} >= ${from}${back} OR ${name} IS NULL`;
};

/**
 * SQL of where the cursor stands after a snapshot: the greatest value, of times none after the snapshot, since a row dated ahead must not
 * hide those that come before its date.
 */
export const cursorSql = (column: ViewColumn): string => {
  const name = quote(column.name);
  return isTime(column) ? `CAST(MAX(${name}) FILTER (WHERE ${name} <= now()) AS text)` : `CAST(MAX(${name}) AS text)`;
};

/** SQL of the newest time among rows, ISO; NULL where the cursor is no time. */
export const freshnessSql = (column: ViewColumn | undefined): string =>
  column === undefined || !isTime(column)
    ? 'NULL'
    : zonedText(`CAST(MAX(${quote(column.name)}) FILTER (WHERE isfinite(${quote(column.name)})) AS timestamptz)`);
