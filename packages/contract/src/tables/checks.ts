import { createHash } from 'node:crypto';
import type { Table } from './define-table.ts';
import { quote } from './quote.ts';

/** A query that must return no rows; the rows it returns are the evidence. */
export interface Check {
  readonly name: string;
  readonly sql: string;
}

/** What the declaration alone promises: grain unique, required columns present, laws kept. `from` is the name the rows are bound to. */
export const tableChecks = (table: Table, from: string = table.name): readonly Check[] => {
  const grain = table.grain.map((name) => quote(name)).join(', ');
  const rows = quote(from);
  const required = Object.entries(table.columns)
    .filter(([, column]) => !column.nullable)
    .map(([name]) => `${quote(name)} IS NULL`);
  return [
    { name: 'grain', sql: `SELECT ${grain}, COUNT(*) AS copies FROM ${rows} GROUP BY ${grain} HAVING COUNT(*) > 1` },
    { name: 'not_null', sql: `SELECT ${grain} FROM ${rows} WHERE ${required.join(' OR ')}` },
    ...table.laws.map((law) => {
      const shown = [...new Set([...table.grain, ...law.columns])].map((name) => quote(name)).join(', ');
      return { name: law.name, sql: `SELECT ${shown} FROM ${rows} WHERE NOT (${law.sql})` };
    }),
  ];
};

/** Identity of a table's shape: two declarations with equal fingerprints can read each other's files. */
export const fingerprint = (table: Table): string => {
  const shape = [table.layer, table.name, table.grain, Object.entries(table.columns).map(([name, c]) => [name, c.type, c.nullable])];
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex');
};
