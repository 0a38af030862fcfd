import { ConfigError, contractTables, grownShape, qualifiedName, type SourceField, sourceTable } from '@audit/contract';
import { appendSource, noRows, type Publication, type Session, type TableState } from '@audit/warehouse';
import { adoptLanded } from './adopt-landed.ts';
import type { LandedTable } from './landed-table.ts';

/** What tells records apart where the extractor does not say it: the columns of Salesforce. */
const usualKey = ['Id', 'SystemModstamp'];

const keyOf = ({ key, columns }: LandedTable): readonly string[] => {
  const names = new Set(columns.map(({ name }) => name));
  return key ?? (names.has('Id') ? usualKey.filter((name) => names.has(name)) : []);
};

/**
 * The state of a bronze table after the files of a load joined it. An object without rows has a table too: what reads it finds its
 * columns.
 *
 * @throws ConfigError where a table of ours has the name
 */
export const bronzeState = async (
  session: Session,
  place: Publication,
  landed: LandedTable,
  was: TableState | undefined,
): Promise<TableState> => {
  const fields = landed.columns.map(({ name, type }): SourceField => [name, type]);
  const table = sourceTable(landed.table, grownShape(was?.shape, fields, keyOf(landed)));
  const name = qualifiedName(table);
  if (contractTables.has(name))
    throw new ConfigError(`${landed.source}: ${landed.object}`, `${name} is a table of audit's own`, 'give it another name, with "as"');
  const added = adoptLanded(place.folder, table, landed.files);
  return (await appendSource(session, place, table, was, { added })) ?? noRows(table, place.version);
};
