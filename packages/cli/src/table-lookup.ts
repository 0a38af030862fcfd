import { contractTables, declaredTable, type Layer, sourceTable, type Table, UnknownTable } from '@audit/contract';
import type { Manifest, TableState } from '@audit/warehouse';

/** A table of one lake version. */
export interface KeptTable {
  /** `gold_orders`. */
  readonly name: string;
  readonly table: Table;
  readonly state: TableState;
}

/** The declaration of a table by its qualified name and its state; `undefined` for one this program does not know. */
export const tableOf = (name: string, state: TableState): Table | undefined => {
  const [layer = '', ...rest] = name.split('_');
  if (contractTables.has(name)) return contractTables.get(name);
  if (state.declaration !== undefined) return declaredTable(layer as Layer, rest.join('_'), state.declaration);
  return state.shape === undefined ? undefined : sourceTable(rest.join('_'), state.shape);
};

/** The tables of sources: no contract has them, the version says what their columns were. */
const sourceTables = (manifest: Manifest): readonly KeptTable[] =>
  Object.entries(manifest.tables)
    .flatMap(([name, state]) =>
      state.shape === undefined ? [] : [{ name, table: sourceTable(name.replace(/^bronze_/, ''), state.shape), state }],
    )
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));

/** The tables a configuration declares: the version says how. */
const declaredTables = (manifest: Manifest): readonly KeptTable[] =>
  Object.entries(manifest.tables)
    .flatMap(([name, state]) => {
      const [layer = '', ...rest] = name.split('_');
      return state.declaration === undefined
        ? []
        : [{ name, table: declaredTable(layer as Layer, rest.join('_'), state.declaration), state }];
    })
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));

/** The tables of a version that this program knows, in the order data flow through them. */
export const keptTables = (manifest: Manifest): readonly KeptTable[] => [
  ...sourceTables(manifest),
  ...declaredTables(manifest).filter(({ name }) => !contractTables.has(name)),
  ...[...contractTables].flatMap(([name, table]) => {
    const state = manifest.tables[name];
    return state === undefined ? [] : [{ name, table, state }];
  }),
];

/**
 * A table by its qualified name, or by its bare name where only one layer has it.
 *
 * @throws {@link UnknownTable} naming the nearest one
 */
export const findTable = (manifest: Manifest, name: string): KeptTable => {
  const kept = keptTables(manifest);
  const exact = kept.find((one) => one.name === name);
  const bare = kept.filter((one) => one.table.name === name);
  const found = exact ?? (bare.length === 1 ? bare[0] : undefined);
  if (found !== undefined) return found;
  throw new UnknownTable(name, bare.length > 1 ? bare.map((one) => one.name) : kept.flatMap((one) => [one.name, one.table.name]));
};
