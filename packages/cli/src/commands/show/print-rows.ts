import { fingerprint, quote, SchemaMismatch, type Table } from '@audit/contract';
import { clusterOrder, type Lake, type Session, tableScan } from '@audit/warehouse';
import type { Output } from '../../context.ts';
import { cellText, rowJson } from '../../output/cell-sql.ts';
import { counted, grouped } from '../../output/quantity.ts';
import { textTable } from '../../output/text-table.ts';
import type { KeptTable } from '../../table-lookup.ts';

const numeric = new Set(['int32', 'int64', 'float64', 'decimal']);

const peopleRows = async (session: Session, table: Table, scan: string, limit: string): Promise<string> => {
  const cells = Object.entries(table.columns).map(([name, column]) => `${cellText(name, column, false)} AS ${quote(name)}`);
  // The order is of the stored values; the cells shown carry the same names, so they are made outside of it.
  const rows = await session.evidence(`SELECT ${cells.join(', ')} FROM (${scan} ${limit}) AS shown`, Number.MAX_SAFE_INTEGER);
  const columns = Object.entries(table.columns).map(([title, { type }]) => ({
    title,
    maxWidth: 40,
    align: numeric.has(type.kind) ? ('right' as const) : ('left' as const),
  }));
  return textTable(
    columns,
    rows.map((row) => columns.map(({ title }) => row[title] ?? '')),
  );
};

/**
 * Prints the first rows of a table in its declared order: aligned for people, or one JSON object a line.
 *
 * @throws SchemaMismatch when this version was written with other columns than this program knows; DamagedFile
 */
export const printRows = async (
  output: Output,
  session: Session,
  lake: Lake,
  { name, table, state }: KeptTable,
  options: { readonly limit: number; readonly json: boolean },
): Promise<void> => {
  if (state.fingerprint !== fingerprint(table)) {
    throw new SchemaMismatch('this version', name, ['it was written by another version of audit, with other columns']);
  }
  const scan = `SELECT * FROM (${tableScan(lake, table, state)}) AS kept ${clusterOrder(table)}`;
  const limit = options.limit === 0 ? '' : `LIMIT ${options.limit}`;
  if (!options.json) {
    await output.write(await peopleRows(session, table, scan, limit));
    const shown = options.limit === 0 ? state.rows : Math.min(options.limit, state.rows);
    await output.write(
      shown < state.rows ? `${grouped(shown)} of ${counted(state.rows, 'row')} (--limit 0 for all)\n` : `${counted(state.rows, 'row')}\n`,
    );
    return;
  }
  for await (const lines of session.texts(`SELECT ${rowJson(table, false)} FROM (${scan} ${limit}) AS shown`)) {
    await output.write(`${lines.join('\n')}\n`);
    if (output.closed) return;
  }
};
