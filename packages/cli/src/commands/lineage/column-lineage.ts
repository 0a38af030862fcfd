import { type Column, qualifiedName, sqlType } from '@audit/contract';
import type { Manifest, Stage } from '@audit/warehouse';
import { keptColumnSources } from '../../lineage/table-sources.ts';
import type { KeptTable } from '../../table-lookup.ts';
import { columnSources } from './column-sources.ts';
import type { DeclaredSources } from './declared-sources.ts';
import { copies, knownStages } from './known-stages.ts';

interface ColumnNode {
  /** `gold_orders`; `input` for a column of the input files. */
  readonly table: string;
  readonly column: string;
  readonly from: readonly ColumnNode[];
}
/** A column with the columns it is computed from and those computed from it. */
export interface ColumnLineage extends ColumnNode {
  readonly type: string;
  readonly unit: string | null;
  readonly pii: string;
  readonly description: string;
  readonly stage: string | null;
  readonly read_by: readonly string[];
}

const modelOf = (stage: Stage): string => stage.model.replaceAll(/\{([a-z_]+)\}/g, (mark, name: string) => stage.constants[name] ?? mark);

const inputsOf = (stage: Stage): readonly (readonly [string, ReadonlySet<string>])[] =>
  Object.values(stage.reads).map(({ table }) => [qualifiedName(table), new Set(Object.keys(table.columns))] as const);

/** A field of the input may be landed in several columns: `quantity` and `quantity_text`, `event_ts` and `event_ts_is`. */
const inputField = (column: string, columns: ReadonlySet<string>): string => {
  const field = column.replace(/_(?:text|is)$/, '');
  return columns.has(field) ? field : column;
};

const sourcesOf = (stage: Stage, column: string): readonly (readonly [string, string])[] =>
  inputsOf(stage).flatMap(([input, columns]) => {
    const isFile = input.startsWith('bronze_landed_');
    const sources = columnSources(modelOf(stage), column, columns);
    const names = isFile ? new Set(sources.map((source) => inputField(source, columns))) : sources;
    return [...names].map((source) => [isFile ? 'input' : input, source] as const);
  });

/** The columns a column is computed from, as table and column: those of the stage that makes its table, or as a file of the project declares. */
export const directSources = (
  manifest: Manifest,
  table: string,
  column: string,
  declared: DeclaredSources,
): readonly (readonly [table: string, column: string])[] => {
  const stage = knownStages.get(table);
  if (stage !== undefined) return sourcesOf(stage, column);
  const copied = copies.get(table);
  if (copied !== undefined) return [[copied, column]];
  const kept = keptColumnSources(manifest, table, column);
  if (kept.length > 0) return kept;
  return declared(table, column).map((place) => {
    const at = place.lastIndexOf('.');
    return [place.slice(0, at), place.slice(at + 1)];
  });
};

/** @param above columns on the way here: a table that is kept up by its own earlier rows is one of its sources, and is not followed again */
const nodesOf = (
  manifest: Manifest,
  table: string,
  column: string,
  declared: DeclaredSources,
  above: ReadonlySet<string> = new Set(),
): readonly ColumnNode[] => {
  const here = `${table}.${column}`;
  if (above.has(here)) return [];
  const path = new Set([...above, here]);
  return directSources(manifest, table, column, declared)
    .filter(([input, source]) => !path.has(`${input}.${source}`))
    .map(([input, source]) => ({ table: input, column: source, from: nodesOf(manifest, input, source, declared, path) }));
};

/** Columns of tables in this version whose expression names the column. */
const readersOf = (manifest: Manifest, table: string, column: string): readonly string[] =>
  Object.keys(manifest.tables).flatMap((reader) => {
    const stage = knownStages.get(reader);
    if (stage === undefined || !Object.values(stage.reads).some((read) => qualifiedName(read.table) === table)) return [];
    return Object.keys(stage.writes.columns)
      .filter((name) => columnSources(modelOf(stage), name, new Set([column])).length > 0)
      .map((name) => `${reader}.${name}`);
  });

/** Where a column comes from, by the text of the models that make its table, or by mapping and definitions. */
export const columnLineage = (
  manifest: Manifest,
  { name, table, state }: KeptTable,
  column: string,
  declared: DeclaredSources = () => [],
): ColumnLineage => {
  const { type, unit, pii, description } = table.columns[column] as Column;
  return {
    table: name,
    column,
    type: sqlType(type, 'duckdb'),
    unit: unit ?? null,
    pii,
    description,
    stage: knownStages.get(name)?.id ?? state.made?.stage ?? null,
    from: nodesOf(manifest, name, column, declared),
    read_by: readersOf(manifest, name, column),
  };
};
