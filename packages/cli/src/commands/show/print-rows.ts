import { fingerprint, SchemaMismatch, type Table } from '@audit/contract';
import { clusterOrder, type Lake, type Session, tableScan } from '@audit/warehouse';
import type { Output } from '../../context.ts';
import { cellText, rowJson } from '../../output/cell-sql.ts';
import { counted, grouped } from '../../output/quantity.ts';
import { textTable } from '../../output/text-table.ts';
import type { KeptTable } from '../../table-lookup.ts';

const numeric = new Set(['int32', 'int64', 'float64', 'decimal']);

const peopleText = async (session: Session, table: Table, query: (line: string) => string): Promise<string> => {
  const cells = Object.entries(table.columns).map(([name, column]) => cellText(name, column, false));
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

const wayToSee = (name: string): string =>
  name === 'ops_quarantine'
    ? '\nTo see the records as received: audit build-mart <files> --on-error quarantine --output mart.json writes mart.json.quarantine.ndjson.'
    : '';

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
  const scan = tableScan(lake, table, state);
  const limit = options.limit === 0 ? '' : ` LIMIT ${options.limit}`;
  // The order stands outermost: the engine keeps no order of a subquery.
  const query = (line: string): string => `SELECT ${line} FROM (${scan}) AS kept ${clusterOrder(table)}${limit}`;
  if (options.json) {
    for await (const lines of session.bytes(query(rowJson(table, false, ['', '\n'])))) {
      await output.write(Buffer.from(lines).toString());
      if (output.closed) return;
    }
    return;
  }
  await output.write(await peopleText(session, table, query));
  const shown = options.limit === 0 ? state.rows : Math.min(options.limit, state.rows);
  const masked = Object.entries(table.columns).flatMap(([column, { pii }]) => (pii === 'direct' ? [column] : []));
  const all = counted(state.rows, 'row');
  await output.write(shown < state.rows ? `${grouped(shown)} of ${all} (--limit 0 for all)\n` : `${all}\n`);
  if (masked.length > 0 && state.rows > 0)
    await output.write(`Masked, since it may identify a person: ${masked.join(', ')}.${wayToSee(name)}\n`);
};
