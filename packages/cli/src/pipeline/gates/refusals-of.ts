import { inputFiles, qualifiedName } from '@audit/contract';
import { type Lake, type Manifest, tableScan, textLiteral } from '@audit/warehouse';
import type { Refusals } from './gate-query.ts';

/** What the files of a table are called in `ops_input_files`. */
const kindOf = (name: string): string => (name === 'silver_transaction_lines' ? 'transactions' : name);

/** Where what was refused of a table is counted: beside a table of the mapping, else with the files that were loaded. */
export const refusalsOf = (lake: Lake, { tables }: Manifest, name: string): Refusals | undefined => {
  const refused = tables[`ops_refused_${name.replace(/^silver_/, '')}`];
  if (name.startsWith('silver_') && refused !== undefined) {
    const rows = tables[name]?.rows ?? 0;
    return { sql: `SELECT ${rows + refused.rows} AS received, ${refused.rows} AS quarantined` };
  }
  if (!name.startsWith('bronze_') && name !== 'silver_transaction_lines') return undefined;
  const files = tableScan(lake, inputFiles, tables[qualifiedName(inputFiles)]);
  return {
    sql: `SELECT COALESCE(SUM(received), 0) AS received, COALESCE(SUM(quarantined), 0) AS quarantined FROM (${files}) f WHERE kind = ${textLiteral(kindOf(name))}`,
  };
};
