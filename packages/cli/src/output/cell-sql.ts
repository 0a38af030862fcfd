import { type Column, quote, type Scalar, type Table } from '@audit/contract';

/** What stands in the place of a value that identifies a person. */
const mask = '***';

const withoutTrailingZeros = (text: string): string => `RTRIM(RTRIM(${text}, '0'), '.')`;

const instant = (value: string): string =>
  `CASE WHEN DATE_TRUNC('second', ${value}) = ${value} THEN STRFTIME(${value}, '%Y-%m-%dT%H:%M:%SZ') ELSE STRFTIME(${value}, '%Y-%m-%dT%H:%M:%S.%fZ') END`;

const scalarText = (value: string, type: Scalar): string => {
  if (type.kind === 'text') return value;
  if (type.kind === 'timestamp') return instant(value);
  const text = `CAST(${value} AS VARCHAR)`;
  return type.kind === 'decimal' && type.scale > 0 ? withoutTrailingZeros(text) : text;
};

/** SQL of a cell as plain text: numbers without trailing zeros, instants as ISO UTC, NULL stays NULL. */
export const cellText = (name: string, { type, pii }: Column, unmasked: boolean): string => {
  const value = quote(name);
  if (pii === 'direct' && !unmasked) return `CASE WHEN ${value} IS NOT NULL THEN '${mask}' END`;
  return type.kind === 'list' || type.kind === 'struct' ? `CAST(TO_JSON(${value}) AS VARCHAR)` : scalarText(value, type);
};

const bareInJson = new Set(['int32', 'int64', 'decimal', 'bool', 'list', 'struct']);

/** SQL of a cell as JSON text; numbers are plain and exact, a float that is no number is null. */
const cellJson = (name: string, column: Column, unmasked: boolean): string => {
  const { kind } = column.type;
  const hidden = column.pii === 'direct' && !unmasked;
  const text = cellText(name, column, unmasked);
  if (kind === 'float64' && !hidden) return `COALESCE(CASE WHEN ISFINITE(${quote(name)}) THEN ${text} END, 'null')`;
  return `COALESCE(${bareInJson.has(kind) && !hidden ? text : `CAST(TO_JSON(${text}) AS VARCHAR)`}, 'null')`;
};

/** SQL of a row as a JSON object, its keys in the order of the contract. */
export const rowJson = (table: Table, unmasked: boolean): string => {
  const members = Object.entries(table.columns).map(
    ([name, column], index) => `'${index === 0 ? '{' : ','}"${name}":' || ${cellJson(name, column, unmasked)}`,
  );
  return `${members.join(' || ')} || '}'`;
};

const csvQuoted = (text: string): string =>
  `CASE WHEN REGEXP_MATCHES(${text}, '[",\\r\\n]') OR ${text} = '' THEN '"' || REPLACE(${text}, '"', '""') || '"' ELSE ${text} END`;

/** SQL of a row as a CSV record (RFC 4180); NULL is an empty cell, empty text is a quoted one. */
export const rowCsv = (table: Table, unmasked: boolean): string =>
  Object.entries(table.columns)
    .map(([name, column]) => {
      const text = cellText(name, column, unmasked);
      const cell = column.type.kind === 'text' || column.type.kind === 'list' || column.type.kind === 'struct' ? csvQuoted(text) : text;
      return `COALESCE(${cell}, '')`;
    })
    .join(` || ',' || `);
