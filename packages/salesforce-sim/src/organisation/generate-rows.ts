import { quote } from '@audit/contract';
import { type SObject, storedFields, valueSql } from './sobject.ts';

/** Column that says when a row went into the recycle bin; null of rows that are not in it. */
export const binnedColumn = '_binned_at';

/** Columns of an object's table. */
export const columnNames = (object: SObject): readonly string[] => [...storedFields(object).map(({ name }) => name), binnedColumn];

/** SQL of values by name. One may name another, in quotes, but not in a circle. */
type Values = ReadonlyMap<string, string>;

const valuesOf = (object: SObject): Values =>
  new Map([
    ...Object.entries(object.given),
    ...storedFields(object).map((field) => [field.name, valueSql(field)] as const),
    [binnedColumn, 'CASE WHEN "IsDeleted" THEN "SystemModstamp" END'],
  ]);

/** How many subqueries deep each value stands: the engine would compute a value again wherever another one of its SELECT names it. */
const depths = (values: Values): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  const depthOf = (name: string): number => {
    const known = found.get(name);
    if (known !== undefined) return known;
    const named = [...(values.get(name) ?? '').matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? '').filter((other) => values.has(other));
    const depth = 1 + Math.max(-1, ...named.map(depthOf));
    found.set(name, depth);
    return depth;
  };
  for (const name of values.keys()) depthOf(name);
  return found;
};

/** From here on computing costs more than planning. */
const manyRows = 10_000;

/** SQL of the rows `from` up to `to` (not itself) as the organisation begins with them, with the columns of its table. */
export const generatedRows = (object: SObject, from: number, to: number): string => {
  const values = valuesOf(object);
  const depthOf = depths(values);
  let rows = `SELECT i FROM range(${from}, ${to}) AS made(i)${object.exists === null ? '' : ` WHERE ${object.exists}`}`;
  for (let depth = 0; depth <= Math.max(...depthOf.values()); depth++) {
    const here = [...values].filter(([name]) => depthOf.get(name) === depth).map(([name, sql]) => `${sql} AS ${quote(name)}`);
    rows = `SELECT *,\n  ${here.join(',\n  ')}\nFROM (${rows})`;
  }
  const names = columnNames(object).map((name) => quote(name));
  return `SELECT ${names.join(', ')}\nFROM (${to - from < manyRows ? rows : rows.replaceAll('sf_id(', 'sf_id_fast(')})`;
};
