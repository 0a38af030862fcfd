import { quote } from '@audit/contract';
import type { ViewColumn } from './view-columns.ts';

/** Text of a time: ISO to the microsecond; the infinities and years before Christ as the server writes them. */
const isoText = (text: string, zone: string): string =>
  `CASE WHEN ${text} ~ '^[0-9]+-[^ ]+ [^ ]+$' THEN REPLACE(${text}, ' ', 'T') || '${zone}' ELSE ${text} END`;

/** Text of a time with a zone, in UTC. @param expression SQL of PostgreSQL */
export const zonedText = (expression: string): string => isoText(`CAST((${expression}) AT TIME ZONE 'UTC' AS text)`, 'Z');

/**
 * SQL of the exact text of a column: times in ISO, bytes as \\x and hex digits, all else in the server's own spelling, which reads back
 * as the same value. A time without a zone stays without: what zone it means is a setting of whoever reads it.
 */
const columnText = ({ name, type }: Pick<ViewColumn, 'name' | 'type'>): string => {
  const column = quote(name);
  if (type === 'bytea') return `'\\x' || encode(${column}, 'hex')`;
  if (/^timestamp.*with time zone$/.test(type)) return zonedText(column);
  return type.startsWith('timestamp') && !type.endsWith('[]') ? isoText(`CAST(${column} AS text)`, '') : `CAST(${column} AS text)`;
};

/** Select list of the exact texts of columns, under their names. */
export const textColumns = (columns: readonly Pick<ViewColumn, 'name' | 'type'>[]): string =>
  columns.map((column) => `${columnText(column)} AS ${quote(column.name)}`).join(', ');
