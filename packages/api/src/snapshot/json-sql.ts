import { type Column, quote, type Table } from '@audit/contract';
import { textLiteral } from '@audit/warehouse';
import { mask, markClose, markOpen } from './marked-json.ts';

/** Whether a value is shown only to those who may see personal data. */
const isPersonal = ({ pii }: Pick<Column, 'pii'>): boolean => pii !== 'none';

/** SQL of a value as a JSON object shows it: decimals are numbers, instants are ISO UTC, a float that is no number is null. */
const valueSql = (value: string, { type: { kind } }: Column): string => {
  if (kind === 'decimal') return `CAST(${value} AS DOUBLE)`;
  if (kind === 'float64') return `CASE WHEN isfinite(${value}) THEN ${value} END`;
  if (kind === 'date') return `CAST(${value} AS VARCHAR)`;
  if (kind === 'timestamp') return `replace(strftime(${value}, '%Y-%m-%dT%H:%M:%S.%fZ'), '.000000Z', 'Z')`;
  return value;
};

/** SQL of a cell as a member of a JSON object, masked unless whoever asks may see it. */
export const cellSql = (relation: string, name: string, column: Column, unmasked: boolean): string => {
  const value = `${relation}.${quote(name)}`;
  return isPersonal(column) && !unmasked ? `CASE WHEN ${value} IS NOT NULL THEN '${mask}' END` : valueSql(value, column);
};

/** SQL of JSON as text. Put together as text: an engine that nests JSON values writes and reads the inner ones again for each level. */
export interface JsonText {
  readonly json: string;
}

/** A member of an object: SQL of a value of any type, or JSON. */
export type Member = readonly [name: string, value: string | JsonText];

const memberText = (value: string | JsonText): string =>
  `COALESCE(${typeof value === 'string' ? `CAST(to_json(${value}) AS VARCHAR)` : value.json}, 'null')`;

/** A JSON object of members. */
export const objectSql = (members: readonly Member[]): JsonText => ({
  json: `concat(${members.map(([name, value], at) => `${textLiteral(`${at === 0 ? '{' : ','}${JSON.stringify(name)}:`)}, ${memberText(value)}`).join(', ')}, '}')`,
});

/** A JSON array. */
export const arraySql = (items: readonly JsonText[]): JsonText => ({
  json: items.length === 0 ? `'[]'` : `concat('[', ${items.map(memberText).join(`, ',', `)}, ']')`,
});

/** Members of columns of a table, under their own names. */
export const columnMembers = (
  relation: string,
  table: Pick<Table, 'columns'>,
  names: readonly string[],
  unmasked: boolean,
): readonly Member[] =>
  names.flatMap((name) => {
    const column = table.columns[name];
    return column === undefined ? [] : [[name, cellSql(relation, name, column, unmasked)] as const];
  });

/** A cell as a member: a personal one between marks, for whoever reads the object to mask or to show (`marked-json.ts`). */
export const markedCell = (relation: string, name: string, column: Column): string | JsonText => {
  const value = cellSql(relation, name, column, true);
  if (!isPersonal(column)) return value;
  return {
    json: `CASE WHEN ${relation}.${quote(name)} IS NOT NULL THEN concat(chr(${markOpen}), ${memberText(value)}, chr(${markClose})) END`,
  };
};

/** Members of columns of a table, personal ones marked. */
export const markedMembers = (relation: string, table: Pick<Table, 'columns'>, names: readonly string[]): readonly Member[] =>
  names.flatMap((name) => {
    const column = table.columns[name];
    return column === undefined ? [] : [[name, markedCell(relation, name, column)] as const];
  });

/** A column that holds JSON. */
export const jsonColumn = (relation: string, name: string): JsonText => ({ json: `${relation}.${quote(name)}` });
