import { pathToFileURL } from 'node:url';
import type { Manifest } from '@audit/warehouse';
import { directSources } from '../../commands/lineage/column-lineage.ts';
import type { DeclaredSources } from '../../commands/lineage/declared-sources.ts';
import { sourcesOfTable } from '../../lineage/table-sources.ts';
import { tableOf } from '../../table-lookup.ts';
import type { RanStep } from '../ran-step.ts';
import { type ColumnSources, type LineageDataset, tableDataset, writtenDataset } from './lineage-event.ts';

/** Namespace of the tables of a lake. */
export const lakeNamespace = (root: string): string => pathToFileURL(root).href;

interface StepDatasets {
  readonly inputs: readonly LineageDataset[];
  readonly outputs: readonly LineageDataset[];
}

/** What a step read and wrote, by the tables it changed. */
export const stepDatasets = (
  manifest: Manifest,
  { tables: changed }: RanStep,
  namespace: string,
  declared: DeclaredSources,
): StepDatasets => {
  const outputs = changed.flatMap(({ table: name, rows }) => {
    const state = manifest.tables[name];
    const table = state === undefined ? undefined : tableOf(name, state);
    if (state === undefined || table === undefined) return [];
    const columns: ColumnSources = Object.fromEntries(
      Object.keys(table.columns).map((column) => {
        const from = directSources(manifest, name, column, declared).filter(([source]) => manifest.tables[source] !== undefined);
        return [column, from.map((source) => source.join('.'))];
      }),
    );
    const bytes = [...state.base, state.delta].reduce((sum, file) => sum + (file?.bytes ?? 0), 0);
    return [writtenDataset(namespace, { table, rows, bytes, columns })];
  });
  const own = new Set(changed.map(({ table }) => table));
  const read = new Set(changed.flatMap(({ table }) => sourcesOfTable(manifest, table)).filter((name) => !own.has(name)));
  const inputs = [...read].toSorted().flatMap((name) => {
    const state = manifest.tables[name];
    const table = state === undefined ? undefined : tableOf(name, state);
    return table === undefined ? [] : [tableDataset(namespace, table)];
  });
  return { inputs, outputs };
};
