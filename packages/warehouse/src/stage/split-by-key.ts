import { qualifiedName } from '@audit/contract';
import { render } from '../sql-dialect/render.ts';
import type { Source } from './decide.ts';
import { hashOf } from './hash-of.ts';
import { type PartCount, partNames, partOf } from './key-parts.ts';
import { bindTable, nameList } from './table-scan.ts';
import type { Parts, Workplace } from './workplace.ts';

const nameOf = ({ table, state }: Source, key: readonly string[], count: PartCount): string =>
  `parts.${qualifiedName(table)}.${state.changedAt}.${key.join('.')}.${count}.${hashOf(Object.keys(table.columns)).slice(0, 8)}`;

/** Remembers that a table lies apart by these columns, so that no step of the run cuts it again. */
export const keepParts = (place: Workplace, source: Source, key: readonly string[], parts: Parts): void => {
  place.parts.set(nameOf(source, key, parts.length as PartCount), parts);
};

/**
 * The rows of a table apart by key, one scan for all passes over it: files of the run's private folder, in no order.
 *
 * @param key the table's columns that carry the key
 */
export const splitByKey = async (place: Workplace, source: Source, key: readonly string[], count: PartCount): Promise<Parts> => {
  const known = place.parts.get(nameOf(source, key, count));
  if (known !== undefined) return known;
  await using session = await place.engine.session();
  await bindTable(session, 'whole', place.lake, source.table, source.state);
  const text = `SELECT ${nameList(Object.keys(source.table.columns))}, ${partOf(key, count)} AS "in part" FROM whole`;
  const sql = render({ name: 'parts by key', text, constants: {} }, session.engine, {});
  const files = await session.split(sql, 'in part', place.folder.file(nameOf(source, key, count)));
  const parts = partNames(count).map((name) => files.get(name) ?? []);
  keepParts(place, source, key, parts);
  return parts;
};
