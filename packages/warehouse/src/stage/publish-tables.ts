import { qualifiedName, quote, type Table } from '@audit/contract';
import type { Session } from '../engine/engine.ts';
import type { Manifest } from '../lake/manifest.ts';
import type { TableState } from '../lake/table-state.ts';
import { keepTable } from './keep-table.ts';
import { bindTable } from './table-scan.ts';
import type { Publication } from './workplace.ts';

/** A table and the query for all its rows as they are now. */
export interface TableNow {
  readonly table: Table;
  readonly rows: string;
}

/** States of tables after a run that computed them whole: only the rows that differ are written. */
export const publishTables = async (
  session: Session,
  place: Publication,
  parent: Manifest,
  tables: readonly TableNow[],
): Promise<Readonly<Record<string, TableState>>> => {
  const states: Record<string, TableState> = {};
  for (const { table, rows } of tables) {
    const name = qualifiedName(table);
    const was = parent.tables[name];
    const columns = Object.keys(table.columns)
      .map((column) => quote(column))
      .join(', ');
    await bindTable(session, `${name}_was`, place.lake, table, was);
    await session.materialise(`${name}_now`, `SELECT ${columns} FROM (${rows}) r`);
    const except = (from: string, other: string): string =>
      `SELECT ${columns} FROM ${quote(from)} EXCEPT SELECT ${columns} FROM ${quote(other)}`;
    const change =
      was === undefined
        ? { added: `SELECT * FROM ${quote(`${name}_now`)}` }
        : { removed: except(`${name}_was`, `${name}_now`), added: except(`${name}_now`, `${name}_was`) };
    const state = await keepTable(session, place, table, was, change);
    if (state !== undefined) states[name] = state;
    await session.drop(`${name}_now`);
  }
  return states;
};
