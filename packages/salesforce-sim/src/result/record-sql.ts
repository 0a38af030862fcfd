import { textLiteral } from '@audit/warehouse';
import type { SObject } from '../organisation/sobject.ts';
import type { OutputColumn } from '../soql/compile.ts';
import { csvValue, jsonValue } from './value-sql.ts';

/** SQL of an object in a record, `depth` relationships from the object that was asked for. */
const objectJson = (
  columns: readonly OutputColumn[],
  base: string,
  { alias, object: { name } }: Pick<OutputColumn, 'alias' | 'object'>,
  depth: number,
): string => {
  const attributes = `'{"attributes":{"type":"${name}","url":"${base}/sobjects/${name}/', ${alias}."Id", '"}'`;
  const [own, deeper] = [columns.filter(({ way }) => way.length === depth), columns.filter(({ way }) => way.length > depth)];
  const values = own.map((column) => `${textLiteral(`,"${column.field.name}":`)}, ${jsonValue(column, base)}`);
  const related = [...Map.groupBy(deeper, ({ way }) => way[depth]!)].map(
    ([join, group]) =>
      `${textLiteral(`,"${join.name}":`)}, CASE WHEN ${join.alias}."Id" IS NULL THEN 'null' ELSE ${objectJson(group, base, join, depth + 1)} END`,
  );
  return `concat(${[attributes, ...values, ...related, `'}'`].join(', ')})`;
};

/** SQL of a record as the REST API writes it. */
export const recordJson = (columns: readonly OutputColumn[], base: string, object: SObject): string =>
  objectJson(columns, base, { alias: 't', object }, 0);

/** How a bulk result is written. */
export interface CsvDialect {
  readonly delimiter: string;
  readonly lineEnd: '\n' | '\r\n';
}

/** The first line of each page. */
export const csvHeader = (columns: readonly OutputColumn[], { delimiter, lineEnd }: CsvDialect): string =>
  `${columns.map(({ names }) => `"${names.join('.')}"`).join(delimiter)}${lineEnd}`;

/** SQL of a record as a line of CSV, every value in quotes. */
export const recordCsv = (columns: readonly OutputColumn[], { delimiter, lineEnd }: CsvDialect): string => {
  const between = textLiteral(`"${delimiter}"`);
  const end = lineEnd === '\n' ? `'"', chr(10)` : `'"', chr(13), chr(10)`;
  return `concat('"', ${columns.map(csvValue).join(`, ${between}, `)}, ${end})`;
};
