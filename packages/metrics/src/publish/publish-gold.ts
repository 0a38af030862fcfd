import { declaredTable, fingerprint, goldLineage, qualifiedName, quote, type Table } from '@audit/contract';
import {
  bindTable,
  keepTable,
  type Made,
  type Manifest,
  type Publication,
  replaceTable,
  type Session,
  type TableState,
  textLiteral,
} from '@audit/warehouse';
import type { GoldRun } from '../inputs/sources.ts';

/** What every row of gold says of the run that computed it. */
export interface GoldLineage extends GoldRun {
  readonly runId: string;
  readonly definitionVersion: string;
  readonly inputsHash: string;
}

/** A table of gold and the relation of its rows, which have all its columns but those of the lineage. */
export interface GoldTable {
  readonly table: Table;
  readonly rows: string;
  /** `whole`: every row is of this day. `differences`: rows that say the same keep the run and day they were computed for first. */
  readonly by: 'whole' | 'differences';
}

const lineageNames = Object.keys(goldLineage);

/** The rows of a table with the lineage of the run; a table whose rows have days of their own keeps these. */
const withLineage = ({ table, rows }: GoldTable, { asOf, runId, definitionVersion, inputsHash }: GoldLineage): string => {
  const own = Object.keys(table.columns).filter((name) => !lineageNames.includes(name) || (name === 'as_of' && table.grain.includes(name)));
  const lineage: Readonly<Record<string, string>> = {
    as_of: `CAST(${textLiteral(asOf)} AS DATE)`,
    run_id: textLiteral(runId),
    definition_version: textLiteral(definitionVersion),
    inputs_hash: textLiteral(inputsHash),
  };
  const columns = Object.keys(table.columns).map((name) =>
    own.includes(name) ? `r.${quote(name)}` : `${lineage[name]} AS ${quote(name)}`,
  );
  return `SELECT ${columns.join(', ')} FROM ${rows} r`;
};

/** The state of a table of which only rows that say something else are written anew. */
const publishDifferences = async (
  session: Session,
  place: Publication,
  gold: GoldTable,
  was: TableState,
  run: GoldLineage,
): Promise<TableState> => {
  const { table, rows } = gold;
  const said = Object.keys(table.columns).filter((name) => !lineageNames.includes(name) || table.grain.includes(name));
  const columns = said.map((name) => quote(name)).join(', ');
  const grain = table.grain.map((name) => quote(name)).join(', ');
  await bindTable(session, '_gold_was', place.lake, table, was);
  await session.materialise('_gold_new', `SELECT ${columns} FROM ${rows} EXCEPT SELECT ${columns} FROM _gold_was`);
  await session.materialise('_gold_gone', `SELECT ${columns} FROM _gold_was EXCEPT SELECT ${columns} FROM ${rows}`);
  const state = await keepTable(session, place, table, was, {
    removed: `SELECT w.* FROM _gold_was w SEMI JOIN _gold_gone g USING (${grain})`,
    added: withLineage({ ...gold, rows: '_gold_new' }, run),
  });
  for (const name of ['_gold_new', '_gold_gone']) await session.drop(name);
  return state ?? was;
};

/** Tables of scores the definitions have no more: of this day no customer has them, and rows of another day would pass for it. */
const emptyFormer = async (
  session: Session,
  place: Publication,
  parent: Manifest,
  published: ReadonlySet<string>,
  made: Made,
): Promise<Readonly<Record<string, TableState>>> => {
  const states: Record<string, TableState> = {};
  for (const [name, was] of Object.entries(parent.tables)) {
    if (was.made?.stage !== made.stage || published.has(name) || was.rows === 0 || was.declaration === undefined) continue;
    const table = declaredTable('gold', name.slice('gold_'.length), was.declaration);
    await bindTable(session, '_gold_former', place.lake, table, was);
    states[name] = { ...(await replaceTable(session, place, table, 'SELECT * FROM _gold_former WHERE FALSE', made)), made };
  }
  return states;
};

/** States of the tables of gold after a run; nothing is published yet. */
export const publishGold = async (
  session: Session,
  place: Publication,
  parent: Manifest,
  tables: readonly GoldTable[],
  run: GoldLineage,
  made: Made,
): Promise<Readonly<Record<string, TableState>>> => {
  const states: Record<string, TableState> = {};
  for (const gold of tables) {
    const name = qualifiedName(gold.table);
    const was = parent.tables[name];
    const isComparable = gold.by === 'differences' && was !== undefined && was.fingerprint === fingerprint(gold.table);
    const state = isComparable
      ? await publishDifferences(session, place, gold, was, run)
      : await replaceTable(session, place, gold.table, withLineage(gold, run), made);
    states[name] = { ...state, made };
  }
  return { ...states, ...(await emptyFormer(session, place, parent, new Set(Object.keys(states)), made)) };
};
