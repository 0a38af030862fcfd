import { type Column, quote, type Table } from '@audit/contract';
import { textLiteral } from '@audit/warehouse';
import { mask, markClose, markOpen } from './marked-json.ts';
import { valueEnd } from './text-template.ts';

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
  /** Of what it is put together, where it is never null as a whole. */
  readonly pieces?: JsonPieces;
}

/** Texts that are the same in every row, and between each two of them a value: SQL of JSON as text, or of null. */
export interface JsonPieces {
  readonly texts: readonly string[];
  readonly values: readonly string[];
}

/** A member of an object: SQL of a value of any type, or JSON. */
export type Member = readonly [name: string, value: string | JsonText];

/** Pieces one behind the other, texts that meet as one. */
const joined = (all: readonly JsonPieces[]): JsonText => {
  const texts = [''];
  for (const { texts: own } of all) {
    const [first = '', ...others] = own;
    texts.push(texts.pop()! + first, ...others);
  }
  const values = all.flatMap((one) => one.values);
  const parts = texts.flatMap((same, at) => [
    ...(same === '' ? [] : [textLiteral(same)]),
    ...(at === values.length ? [] : [`COALESCE(${values[at]!}, 'null')`]),
  ]);
  return { json: `concat(${parts.join(', ')})`, pieces: { texts, values } };
};

/** SQL of the values alone, as `TextTemplate.fill` takes them: what is null is empty. */
export const valuesSql = ({ values }: JsonPieces): string => `concat(${values.join(`, chr(${valueEnd}), `)})`;

const text = (same: string): JsonPieces => ({ texts: [same], values: [] });

export const piecesOf = (value: string | JsonText): JsonPieces => {
  if (typeof value === 'string') return { texts: ['', ''], values: [`CAST(to_json(${value}) AS VARCHAR)`] };
  return value.pieces ?? { texts: ['', ''], values: [value.json] };
};

const memberText = (value: string | JsonText): string => joined([piecesOf(value)]).json;

/** A value that is the same in every row. */
export const jsonConstant = (value: string | number | null): JsonText => joined([text(JSON.stringify(value))]);

/** A JSON object of members. */
export const objectSql = (members: readonly Member[]): JsonText =>
  joined([
    ...members.flatMap(([name, value], at) => [text(`${at === 0 ? '{' : ','}${JSON.stringify(name)}:`), piecesOf(value)]),
    text('}'),
  ]);

/** A JSON array. */
export const arraySql = (items: readonly JsonText[]): JsonText =>
  joined([text('['), ...items.flatMap((item, at) => [text(at === 0 ? '' : ','), piecesOf(item)]), text(']')]);

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
