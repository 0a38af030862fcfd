import type { Columns } from '../column.ts';
import { customerProfileStandardized, deliveredColumns } from './bronze.ts';
import { standardizedProfiles } from './silver.ts';
import { optionalViewColumns, upstreamViewNames, type ViewKind } from './upstream-view.ts';

/** Section 11 of the law: more than 95 of 100 columns are the same in view, bronze and silver. */
export const leastParity = 0.95;

/** How many of the columns that the view has or should have are the same in a layer. */
export interface LayerParity {
  readonly same: number;
  readonly of: number;
  /** Columns of the view, or that it should have, which are not the same. */
  readonly differing: readonly string[];
}

const optional: ReadonlySet<string> = new Set(optionalViewColumns);

/** Bronze holds a column as text under its name. */
const inBronze = (columns: Columns, name: string): boolean => name in deliveredColumns && columns[name]?.type.kind === 'text';

/** Silver holds it under its name in its type; a list of codes as the set itself, without the suffix of its text. */
const inSilver = (columns: Columns, name: string, kind: ViewKind): boolean => {
  const set = name.endsWith('_list') ? columns[name.slice(0, -'_list'.length)] : undefined;
  return set === undefined ? columns[name]?.type.kind === kind : set.type.kind === 'list';
};

const parity = (view: ReadonlyMap<string, ViewKind>, same: (name: string, kind: ViewKind) => boolean): LayerParity => {
  const names = [...new Set([...upstreamViewNames, ...view.keys()])].filter((name) => !optional.has(name));
  const differing = names.filter((name) => {
    const kind = view.get(name);
    return kind === undefined || !same(name, kind);
  });
  return { same: names.length - differing.length, of: names.length, differing };
};

/**
 * Compares the columns of a view with the contracts of bronze and silver. Lineage, validation flags and the columns a view need not have
 * do not count: the law sets them apart.
 *
 * @param view kind of each of its columns
 */
export const schemaParity = (
  view: ReadonlyMap<string, ViewKind>,
  bronze: Columns = customerProfileStandardized.columns,
  silver: Columns = standardizedProfiles.columns,
): { readonly bronze: LayerParity; readonly silver: LayerParity } => ({
  bronze: parity(view, (name) => inBronze(bronze, name)),
  silver: parity(view, (name, kind) => inSilver(silver, name, kind)),
});
