import { fingerprint, SchemaMismatch } from '@audit/contract';
import { type Lake, type Session, tableScan } from '@audit/warehouse';
import type { Output } from '../../context.ts';
import { maskedColumns, type PrintOptions, printQuery } from '../../output/print-query.ts';
import { counted, grouped } from '../../output/quantity.ts';
import type { KeptTable } from '../../table-lookup.ts';

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
  options: PrintOptions,
): Promise<void> => {
  if (state.fingerprint !== fingerprint(table)) {
    throw new SchemaMismatch('this version', name, ['it was written by another version of audit, with other columns']);
  }
  await printQuery(output, session, { table, sql: tableScan(lake, table, state) }, options);
  if (options.json) return;
  const shown = options.limit === 0 ? state.rows : Math.min(options.limit, state.rows);
  const all = counted(state.rows, 'row');
  await output.write(shown < state.rows ? `${grouped(shown)} of ${all} (--limit 0 for all)\n` : `${all}\n`);
  const masked = options.unmasked ? [] : maskedColumns(table);
  if (masked.length > 0 && state.rows > 0)
    await output.write(`Masked, since it may identify a person: ${masked.join(', ')}.${wayToSee(name)}\n`);
};
