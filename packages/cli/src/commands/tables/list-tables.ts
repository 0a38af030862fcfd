import type { Manifest } from '@audit/warehouse';
import { byteSize, grouped } from '../../output/quantity.ts';
import { textTable } from '../../output/text-table.ts';
import { keptTables } from '../../table-lookup.ts';

interface ListedTable {
  readonly table: string;
  readonly rows: number;
  readonly files: number;
  readonly bytes: number;
  /** Last version in which its content changed. */
  readonly changed_at: number;
  readonly grain: readonly string[];
  readonly description: string;
}

/** The tables of a version with their sizes (base, mask and delta; change sets are not counted). */
export const listTables = (manifest: Manifest): readonly ListedTable[] =>
  keptTables(manifest).map(({ name, table, state }) => {
    const files = [...state.base, state.mask, state.delta].filter((file) => file !== null);
    return {
      table: name,
      rows: state.rows,
      files: files.length,
      bytes: files.reduce((sum, file) => sum + file.bytes, 0),
      changed_at: state.changedAt,
      grain: table.grain,
      description: table.description,
    };
  });

/** The list for people. */
export const tablesText = (version: number, tables: readonly ListedTable[]): string => {
  if (tables.length === 0) return 'The lake is empty: "audit build-mart <transactions>" fills it, "audit demo" shows how.\n';
  const columns = [
    { title: 'table' },
    { title: 'rows', align: 'right' },
    { title: 'files', align: 'right' },
    { title: 'size', align: 'right' },
    { title: 'changed in', align: 'right' },
    { title: 'what it is', maxWidth: 70 },
  ] as const;
  const rows = tables.map((one) => [
    one.table,
    grouped(one.rows),
    `${one.files}`,
    byteSize(one.bytes),
    `v${one.changed_at}`,
    one.description,
  ]);
  return `${textTable(columns, rows)}\nVersion ${version}. Rows of a table: audit show <table>\n`;
};
