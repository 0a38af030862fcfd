import type { Manifest } from '@audit/warehouse';
import { sourcesOfTable } from './table-sources.ts';

/** A table of a graph. */
export interface LineageNode {
  readonly table: string;
  readonly layer: string;
  readonly rows: number;
  /** Whether it changed in the version, or on the way to it. */
  readonly changed: boolean;
}
/** One table is made from another. */
export interface LineageEdge {
  readonly from: string;
  readonly to: string;
  /** Stage that reads one and writes the other; null where a run keeps the table itself. */
  readonly stage: string | null;
}
/** What is made from what in a version. */
export interface LineageGraph {
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
}

const layerOf = (name: string): string => name.slice(0, name.indexOf('_'));

/** The tables of a version and what they were made from. @param since tables newer than this version are changed */
export const lineageGraph = (manifest: Manifest, since: number): LineageGraph => {
  const names = Object.keys(manifest.tables).toSorted();
  const edges = names.flatMap((to) =>
    sourcesOfTable(manifest, to).map((from) => ({ from, to, stage: manifest.tables[to]?.made?.stage ?? null })),
  );
  const nodes = names.map((table) => {
    const state = manifest.tables[table];
    return { table, layer: layerOf(table), rows: state?.rows ?? 0, changed: (state?.changedAt ?? 0) > since };
  });
  return { nodes, edges };
};
