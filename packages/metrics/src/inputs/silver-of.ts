import type { Columns } from '@audit/contract';
import type { Manifest } from '@audit/warehouse';
import { inputTables } from './input-tables.ts';
import { type SilverColumns, usualSilver } from './sources.ts';

const prefix = 'silver_';
/** Columns that say where a row came from, not what it is. */
const isLineage = (name: string): boolean => name.startsWith('_');

/** Columns as they are read, each of the class of personal data the lake says it has. */
const classed = (usual: Columns, found: Columns): Columns =>
  Object.fromEntries(Object.entries(usual).map(([name, column]) => [name, { ...column, pii: found[name]?.pii ?? column.pii }]));

/**
 * The silver tables definitions may name in a lake: those of the shipped mapping with whatever columns the lake adds, and its own tables that
 * have an `account_id`.
 */
export const silverOf = (manifest: Manifest): SilverColumns => {
  const all = new Map<string, Columns>(usualSilver);
  for (const [name, { declaration }] of Object.entries(manifest.tables)) {
    if (!name.startsWith(prefix) || declaration === undefined) continue;
    const table = name.slice(prefix.length);
    const usual = usualSilver.get(table);
    const added = Object.fromEntries(
      Object.entries(declaration.columns).filter(([column]) => !isLineage(column) && usual?.[column] === undefined),
    );
    if (usual !== undefined) all.set(table, { ...classed(usual, declaration.columns), ...added });
    else if (added['account_id'] !== undefined) all.set(table, { ...added, master_id: inputTables.accounts.columns['master_id']! });
  }
  return all;
};
