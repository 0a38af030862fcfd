import { textLiteral } from '@audit/warehouse';
import type { OutputColumn } from '../soql/compile.ts';
import { csvValue, jsonValue } from './value-sql.ts';

/** Columns of one object in a record, and the objects it refers to, by the name of the way. */
interface Branch {
  readonly columns: OutputColumn[];
  readonly related: Map<string, Branch>;
}

const grow = (columns: readonly OutputColumn[], depth: number): Branch => {
  const branch: Branch = { columns: [], related: new Map() };
  const deeper = Map.groupBy(columns, ({ names }) => (names.length === depth + 1 ? '' : names[depth]!));
  branch.columns.push(...(deeper.get('') ?? []));
  for (const [name, group] of deeper) if (name !== '') branch.related.set(name, grow(group, depth + 1));
  return branch;
};

const aliasOf = (branch: Branch): OutputColumn | undefined => branch.columns[0];

const objectJson = (branch: Branch, base: string, home: { readonly alias: string; readonly name: string }): string => {
  const attributes = `'{"attributes":{"type":"${home.name}","url":"${base}/sobjects/${home.name}/', ${home.alias}."Id", '"}'`;
  const values = branch.columns.map((column) => `${textLiteral(`,"${column.names.at(-1)}":`)}, ${jsonValue(column, base)}`);
  const related = [...branch.related].map(([name, deeper]) => {
    const of = aliasOf(deeper);
    const json =
      of === undefined
        ? `'null'`
        : `CASE WHEN ${of.alias}."Id" IS NULL THEN 'null' ELSE ${objectJson(deeper, base, { alias: of.alias, name: of.object.name })} END`;
    return `${textLiteral(`,"${name}":`)}, ${json}`;
  });
  return `concat(${[attributes, ...values, ...related, `'}'`].join(', ')})`;
};

/** SQL of a record as the REST API writes it. */
export const recordJson = (columns: readonly OutputColumn[], base: string, object: string): string =>
  objectJson(grow(columns, 0), base, { alias: 't', name: object });

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
