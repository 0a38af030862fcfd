import { fxConversions, qualifiedName, sourceTable, type Table } from '@audit/contract';
import { defineJob, type Handle, type Job, type Manifest, type TableState } from '@audit/warehouse';
import { bronzeInput } from './bronze-input.ts';
import { checkColumns } from './check-columns.ts';
import type { MappedTable } from './mapped-table.ts';
import { mappedStages, type MappedStages } from './mapped-stages.ts';
import type { ReadMapping } from './read-mapping.ts';
import { readsOf } from './table-order.ts';
import type { StatementOptions } from './table-statement.ts';

/** The work of a transformation: the tables it makes, and those it cannot. */
export interface MappedJob {
  readonly job: Job;
  /** In the order they are made. */
  readonly tables: readonly MappedStages[];
  /** Bronze tables of the mapping the lake has not. */
  readonly absent: readonly string[];
  /** Columns of bronze that the mapping does not read, by table. */
  readonly unmapped: Readonly<Record<string, readonly string[]>>;
}

export interface JobOptions {
  /** Bronze tables that are asked for; all by default. Those they read are made too. */
  readonly only?: readonly string[];
  /** Currency amounts are converted to; undefined where they are not. */
  readonly base: string | undefined;
  readonly rounding?: StatementOptions['rounding'];
}

/** A table without what the lake has not: references to, and currencies of, tables that were never extracted. */
const withoutAbsent = (table: MappedTable, isThere: (bronze: string) => boolean): MappedTable => {
  const columns = table.columns.map((column) => {
    const { validate } = column.mapping;
    if (validate?.reference === undefined || isThere(validate.reference)) return column;
    const { reference: _, ...rest } = validate;
    return { ...column, mapping: { ...column.mapping, validate: rest } };
  });
  const { currency } = table.mapping;
  if (currency?.parent === undefined || isThere(currency.parent.table)) return { ...table, columns };
  const { parent: _, ...rest } = currency;
  return { ...table, columns, mapping: { ...table.mapping, currency: rest } };
};

const wantedTables = ({ tables }: ReadMapping, only: readonly string[] | undefined, hasCurrency: boolean): ReadonlySet<string> => {
  const wanted = new Set(only ?? tables.map(({ bronze }) => bronze));
  for (const table of tables.toReversed()) if (wanted.has(table.bronze)) for (const name of readsOf(table, hasCurrency)) wanted.add(name);
  return wanted;
};

/**
 * Wires the stages of a mapping over the bronze tables of a version.
 *
 * @throws MappingInvalid for columns that bronze has not, with the nearest it has
 */
export const mappedJob = (read: ReadMapping, { tables: kept }: Manifest, { only, base, rounding }: JobOptions): MappedJob => {
  const rates = read.mapping.currency === 'on' ? base : undefined;
  const shapeOf = (bronze: string) => kept[`bronze_${bronze}`]?.shape;
  const wanted = wantedTables(read, only, rates !== undefined);
  const chosen = read.tables.filter(({ bronze }) => wanted.has(bronze));
  const there = chosen.filter(({ bronze }) => shapeOf(bronze) !== undefined);
  checkColumns(read, there, (bronze) => shapeOf(bronze)?.columns.map(([name]) => name) ?? []);
  const made = new Map<string, { readonly table: MappedTable; readonly silver: Table }>();
  const tables: MappedStages[] = [];
  for (const given of there) {
    const shape = shapeOf(given.bronze);
    if (shape === undefined) continue;
    const table = withoutAbsent(given, (bronze) => made.has(bronze));
    const bronze = bronzeInput(table, shape);
    const stages = mappedStages(
      table,
      bronze,
      { present: new Set(shape.columns.map(([name]) => name)), base: rates, ...(rounding === undefined ? {} : { rounding }) },
      made,
    );
    made.set(given.bronze, { table, silver: stages.silver.writes });
    tables.push(stages);
  }
  const unmapped = there.flatMap(({ bronze, mapping }) => {
    // What IsDeleted says stands in the lineage.
    const used = new Set([...mapping.columns.map(({ source }) => source), ...mapping.dedupe_by, 'IsDeleted']);
    const rest = (shapeOf(bronze)?.columns ?? []).map(([name]) => name).filter((name) => !used.has(name));
    return rest.length === 0 ? [] : [[bronze, rest] as const];
  });
  return {
    job: wired(tables),
    tables,
    absent: chosen.filter(({ bronze }) => shapeOf(bronze) === undefined).map(({ bronze }) => bronze),
    unmapped: Object.fromEntries(unmapped),
  };
};

const wired = (tables: readonly MappedStages[]): Job =>
  defineJob('transform', ({ source, run }) => {
    const silver = new Map<string, Handle<Table>>();
    const conversions = source(fxConversions) as Handle<Table>;
    for (const { table, bronze, silver: stage, refused, missing, parents } of tables) {
      const rows = source(bronze);
      const parentOf = (name: string): Handle<Table> => silver.get(name) ?? rows;
      const helpers: Record<string, Handle<Table>> = {};
      for (const one of missing) helpers[one.input] = run(one.stage, { rows, parent: parentOf(one.parent) }, {});
      if (parents !== undefined) helpers['parents'] = run(parents.stage, { rows, parent: parentOf(parents.parent) }, {});
      const beside = { ...(stage.reads['conversions'] === undefined ? {} : { conversions }), ...helpers };
      const made = run(stage, { [`bronze_${table.bronze}`]: rows, ...beside }, {});
      silver.set(table.bronze, made);
      run(refused, { [`bronze_${table.bronze}`]: rows, [stage.writes.name]: made, ...beside }, {});
    }
  });

/** The whole bronze table of a state, for what is counted of it. */
export const wholeBronze = (bronze: string, state: TableState): Table => sourceTable(bronze, state.shape ?? { key: [], columns: [] });

/** Qualified names of the two tables of a mapping. */
export const namesOf = ({ silver, refused }: MappedStages): { readonly silver: string; readonly refused: string } => ({
  silver: qualifiedName(silver.writes),
  refused: qualifiedName(refused.writes),
});
