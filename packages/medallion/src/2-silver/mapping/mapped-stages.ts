import { declaredTable, fxConversions, quote, type Table, text } from '@audit/contract';
import { defineStage, type Stage } from '@audit/warehouse';
import { z } from 'zod';
import type { MappedTable } from './mapped-table.ts';
import { keyNames, refusedTable, silverTable } from './silver-table.ts';
import { refusedStatement, silverStatement, type StatementOptions } from './table-statement.ts';

const noParams = z.strictObject({});
type Reads = Readonly<Record<string, { readonly table: Table; readonly by: 'whole' | Readonly<Record<string, string>> }>>;

interface Draft {
  readonly id: string;
  readonly reads: Reads;
  readonly writes: Table;
  readonly key?: readonly string[];
  readonly model: string;
  readonly constants?: Readonly<Record<string, string>>;
  readonly checks?: Readonly<Record<string, string>>;
}

/** A stage whose tables are known only when it is made. */
const stageOf = ({ id, reads, writes, key, model, constants = {}, checks = {} }: Draft): Stage =>
  defineStage({
    id,
    reads,
    writes,
    ...(key === undefined ? {} : { key: key as [string, ...string[]] }),
    params: noParams,
    model,
    constants,
    checks,
  });

/** The stages of a table, in order, with the tables they read beside each other's. */
export interface MappedStages {
  readonly table: MappedTable;
  readonly bronze: Table;
  readonly silver: Stage;
  readonly refused: Stage;
  /** Ids that references name and that are not there, by input of the silver stage. */
  readonly missing: readonly { readonly input: string; readonly parent: string; readonly stage: Stage }[];
  /** Currency and country of the parents whose rows name none. */
  readonly parents: { readonly parent: string; readonly stage: Stage } | undefined;
  readonly hasFlags: boolean;
}

const idTable = (name: string, description: string): Table =>
  declaredTable('ops', name, { grain: ['id'], description, columns: { id: text({ description: 'Id' }) } });

/** Few, and nearly always the same: so that a change of the other table does not mean computing this one whole. */
const missingStage = (table: MappedTable, bronze: Table, parent: Table, column: string, source: string): Stage => {
  const { target } = table.mapping;
  const [key = ''] = parent.grain;
  return stageOf({
    id: `medallion/missing_${target}_${column}`,
    reads: { rows: { table: bronze, by: 'whole' }, parent: { table: parent, by: 'whole' } },
    writes: idTable(`missing_${target}_${column}`, `Ids in ${column} of ${target} that are not in silver_${parent.name}.`),
    model: `/* Ids of ${column} that are not there.
   reads  rows, parent
   writes ops_missing_${target}_${column} (id) */
SELECT d.id FROM (SELECT DISTINCT @trimmed(r.${quote(source)}) AS id FROM rows r) d
ANTI JOIN parent p ON p.${quote(key)} = d.id
WHERE d.id IS NOT NULL`,
  });
};

/** Of parents only those are kept that a row without a currency of its own names. */
const parentsStage = (table: MappedTable, bronze: Table, parent: MappedTable, parentTable: Table): Stage => {
  const { mapping, columns } = table;
  const { target, currency } = mapping;
  const sourceOf = (name: string | undefined): string | undefined => {
    const source = columns.find((one) => one.mapping.target === name)?.mapping.source;
    return source === undefined || bronze.columns[source] === undefined ? undefined : source;
  };
  const own = sourceOf(currency?.field);
  const by = sourceOf(currency?.parent?.by);
  const [key = ''] = parentTable.grain;
  const given = parent.mapping.currency;
  const value = (name: string | undefined): string => (name === undefined ? '@text(NULL)' : `p.${quote(name)}`);
  const without = own === undefined ? '' : ` WHERE @trimmed(r.${quote(own)}) IS NULL`;
  return stageOf({
    id: `medallion/currency_parents_${target}`,
    reads: { rows: { table: bronze, by: 'whole' }, parent: { table: parentTable, by: 'whole' } },
    writes: declaredTable('ops', `currency_parents_${target}`, {
      grain: ['id'],
      description: `Currency and country of records of silver_${parentTable.name} that rows of ${target} without a currency of their own name.`,
      columns: {
        id: text({ description: 'Record' }),
        currency: text({ description: 'Its currency', nullable: true }),
        country: text({ description: 'Its country', nullable: true }),
      },
    }),
    model: `/* Parents whose currency counts.
   reads  rows, parent
   writes ops_currency_parents_${target} (id) */
SELECT p.${quote(key)} AS id, ${value(given?.field)} AS currency, ${value(given?.country)} AS country
FROM parent p SEMI JOIN (SELECT ${by === undefined ? '@text(NULL)' : `@trimmed(r.${quote(by)})`} AS id FROM rows r${without}) d ON d.id = p.${quote(key)}`,
  });
};

/**
 * The stages of a table.
 *
 * @param silverOf the silver tables of others, by bronze table; those it reads are there
 */
export const mappedStages = (
  table: MappedTable,
  bronze: Table,
  options: StatementOptions,
  others: ReadonlyMap<string, { readonly table: MappedTable; readonly silver: Table }>,
): MappedStages => {
  const statement = silverStatement(table, options);
  const refusal = refusedStatement(table, options);
  const silver = silverTable(table, statement.converted, statement.hasFlags);
  const names = keyNames(table);
  const by = Object.fromEntries(names.map((name, at) => [name, table.mapping.key[at] ?? '']));
  const missing = table.columns.flatMap(({ mapping: { target, source, validate } }) => {
    const parent = validate?.reference === undefined ? undefined : others.get(validate.reference);
    if (parent === undefined || bronze.columns[source] === undefined) return [];
    return [{ input: `missing_${target}`, parent: parent.table.bronze, stage: missingStage(table, bronze, parent.silver, target, source) }];
  });
  const parentOf = table.mapping.currency?.parent;
  const parent = parentOf === undefined || !statement.readsParents ? undefined : others.get(parentOf.table);
  const parents =
    parent === undefined ? undefined : { parent: parent.table.bronze, stage: parentsStage(table, bronze, parent.table, parent.silver) };
  const beside: Reads = {
    ...(statement.readsRates ? { conversions: { table: fxConversions, by: 'whole' } as const } : {}),
    ...(parents === undefined ? {} : { parents: { table: parents.stage.writes, by: 'whole' } as const }),
    ...Object.fromEntries(missing.map(({ input, stage }) => [input, { table: stage.writes, by: 'whole' } as const])),
  };
  const rows = { [`bronze_${table.bronze}`]: { table: bronze, by } };
  const own = { [silver.name]: { table: silver, by: Object.fromEntries(names.map((name) => [name, name])) } };
  return {
    table,
    bronze,
    silver: stageOf({
      id: `medallion/${silver.name}`,
      reads: { ...rows, ...beside },
      writes: silver,
      key: names,
      model: statement.model,
      constants: statement.constants,
    }),
    refused: stageOf({
      id: `medallion/refused_${silver.name}`,
      reads: { ...rows, ...own, ...beside },
      writes: refusedTable(table),
      key: names,
      model: refusal.model,
      constants: refusal.constants,
      checks: { every_record_is_accounted_for: `SELECT * FROM ${quote(`refused_${silver.name}`)} WHERE _code = 'UNACCOUNTED'` },
    }),
    missing,
    parents,
    hasFlags: statement.hasFlags,
  };
};
