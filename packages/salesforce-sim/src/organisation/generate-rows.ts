import { quote } from '@audit/contract';
import { columnType, type SObject, storedFields } from './sobject.ts';

/** Column that says when a row went into the recycle bin; null of rows that are not in it. */
export const binnedColumn = '_binned_at';

/** Columns of an object's table. */
export const columnNames = (object: SObject): readonly string[] => [...storedFields(object).map(({ name }) => name), binnedColumn];

/** SQL of the rows `from` up to `to` (not itself) as the organisation begins with them, with the columns of its table. */
export const generatedRows = (object: SObject, from: number, to: number): string => {
  const fields = storedFields(object);
  const values = fields.map((field) => `CAST(${field.value} AS ${columnType(field)}) AS ${quote(field.name)}`);
  const binned = `CASE WHEN "IsDeleted" THEN "SystemModstamp" END AS ${quote(binnedColumn)}`;
  return `SELECT\n  ${[...values, binned].join(',\n  ')}\nFROM range(${from}, ${to}) AS made(i)${object.exists === null ? '' : `\nWHERE ${object.exists}`}`;
};
