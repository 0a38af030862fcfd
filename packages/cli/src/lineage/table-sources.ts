import { qualifiedName } from '@audit/contract';
import type { Manifest } from '@audit/warehouse';
import { copies, knownStages } from '../commands/lineage/known-stages.ts';
import { tableOf } from '../table-lookup.ts';

/** Tables that a run keeps itself, by what it reads: no stage that could be asked makes them. */
const keptByRuns: Readonly<Record<string, readonly string[]>> = {
  silver_account_links: ['silver_accounts', 'silver_contacts', 'ops_link_model'],
  silver_account_link_review: ['silver_account_links'],
  silver_account_masters: ['silver_accounts', 'silver_account_links', 'ops_master_ids'],
  silver_account_master_members: ['silver_account_links', 'ops_master_ids'],
  silver_customer_xref: ['silver_accounts', 'silver_account_master_members'],
  ops_master_ids: ['silver_account_links'],
  ops_link_model: ['silver_accounts', 'silver_contacts'],
  ops_link_accounts: ['silver_accounts', 'silver_contacts', 'ops_link_model'],
  ops_link_names: ['silver_accounts', 'ops_link_model'],
  ops_link_ties: ['silver_account_links'],
  ops_link_values: ['silver_accounts', 'silver_contacts'],
  ops_gate_results: [],
};

/** The tables of the lake behind what a stage reads: on the way may lie relations that live for a run only. */
const readBy = (name: string, tables: Manifest['tables'], above: ReadonlySet<string>): readonly string[] => {
  const stage = knownStages.get(copies.get(name) ?? name);
  if (stage === undefined) return [];
  return Object.values(stage.reads).flatMap(({ table }) => {
    const read = qualifiedName(table);
    if (above.has(read)) return [];
    return tables[read] === undefined ? readBy(read, tables, new Set([...above, read])) : [read];
  });
};

/** The columns of tables that a run keeps itself, by their names: a column of one of its sources goes into that of the same name. */
export const keptColumnSources = (
  { tables }: Manifest,
  name: string,
  column: string,
): readonly (readonly [table: string, column: string])[] =>
  (keptByRuns[name] ?? []).flatMap((source) => {
    const state = tables[source];
    const has = state !== undefined && tableOf(source, state)?.columns[column] !== undefined;
    return has ? [[source, column] as const] : [];
  });

/** The tables of a version that a table was made from: as is known of those that runs keep, else as the version says, else as the program knows. Sorted. */
export const sourcesOfTable = ({ tables }: Manifest, name: string): readonly string[] => {
  const made = tables[name]?.made;
  const told = made === null || made === undefined ? undefined : Object.values(made.tables);
  const sources = keptByRuns[name] ?? told ?? readBy(name, tables, new Set([name]));
  return [...new Set(sources)].filter((source) => source !== name && tables[source] !== undefined).toSorted();
};
