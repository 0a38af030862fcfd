import { type Column, quote, type Scalar, type Table } from '@audit/contract';
import { textLiteral } from '@audit/warehouse';

/** What stands in the place of a value that identifies a person. */
const mask = '***';

/**
 * A decimal as text without trailing zeros. Amounts that fit 64 bits with at most two digits after the point, nearly all, cost a
 * quarter of the general way: 128-bit numbers are slow to print, and RTRIM is slow.
 */
const plainDecimal = (value: string, scale: number): string => {
  const short = `TRY_CAST(${value} AS DECIMAL(18, ${scale}))`;
  const cases = [1, 2]
    .filter((digits) => digits < scale)
    .map((digits) => `WHEN ${short} % ${10 ** -digits} = 0 THEN CAST(CAST(${short} AS DECIMAL(18, ${digits})) AS VARCHAR)`);
  const general = `RTRIM(RTRIM(CAST(${value} AS VARCHAR), '0'), '.')`;
  return `CASE WHEN ${short} % 1 = 0 THEN CAST(CAST(${short} AS BIGINT) AS VARCHAR) ${cases.join(' ')} ELSE ${general} END`;
};

/** What an instant as ISO text is put together from; without a fraction of a second where it has none. */
const instantParts = (value: string): string =>
  `CAST(CAST(${value} AS DATE) AS VARCHAR), 'T', CASE WHEN EPOCH_US(${value}) % 1000000 = 0 THEN CAST(CAST(${value} AS TIME) AS VARCHAR) ELSE STRFTIME(${value}, '%H:%M:%S.%f') END, 'Z'`;

const scalarText = (value: string, type: Scalar): string => {
  if (type.kind === 'text') return value;
  if (type.kind === 'timestamp') return `CASE WHEN ${value} IS NOT NULL THEN CONCAT(${instantParts(value)}) END`;
  return type.kind === 'decimal' && type.scale > 0 ? plainDecimal(value, type.scale) : `CAST(${value} AS VARCHAR)`;
};

/** SQL of a cell as plain text: numbers without trailing zeros, instants as ISO UTC, NULL stays NULL. */
export const cellText = (name: string, { type, pii }: Column, unmasked: boolean): string => {
  const value = quote(name);
  if (pii === 'direct' && !unmasked) return `CASE WHEN ${value} IS NOT NULL THEN '${mask}' END`;
  return type.kind === 'list' || type.kind === 'struct' ? `CAST(TO_JSON(${value}) AS VARCHAR)` : scalarText(value, type);
};

const bareInJson = new Set(['int32', 'int64', 'decimal', 'bool', 'list', 'struct']);

/** SQL of a cell as JSON text, or of its parts for CONCAT; numbers are plain and exact, a float that is no number is null. */
const cellJson = (name: string, column: Column, unmasked: boolean): string => {
  const { kind } = column.type;
  const hidden = column.pii === 'direct' && !unmasked;
  const text = cellText(name, column, unmasked);
  if (kind === 'timestamp' && !hidden && !column.nullable) return `'"', ${instantParts(quote(name))}, '"'`;
  if (kind === 'float64' && !hidden) return `COALESCE(CASE WHEN ISFINITE(${quote(name)}) THEN ${text} END, 'null')`;
  return `COALESCE(${bareInJson.has(kind) && !hidden ? text : `CAST(TO_JSON(${text}) AS VARCHAR)`}, 'null')`;
};

/** SQL of a row as a JSON object, its keys in the order of the contract, between two texts that stand in SQL as they are. */
export const rowJson = (table: Table, unmasked: boolean, [before, after] = ['', '']): string => {
  const members = Object.entries(table.columns).map(([name, column], index) => {
    const key = `${index === 0 ? `${before}{` : ','}${JSON.stringify(name)}:`;
    return `${textLiteral(key)}, ${cellJson(name, column, unmasked)}`;
  });
  return `CONCAT(${members.join(', ')}, '}${after}')`;
};

const csvQuoted = (text: string): string =>
  `CASE WHEN REGEXP_MATCHES(${text}, '[",\\r\\n]') OR ${text} = '' THEN '"' || REPLACE(${text}, '"', '""') || '"' ELSE ${text} END`;

/** SQL of a row as a CSV record (RFC 4180) with its line end; NULL is an empty cell, empty text is a quoted one. */
export const rowCsv = (table: Table, unmasked: boolean): string => {
  const cells = Object.entries(table.columns).map(([name, column]) => {
    const text = cellText(name, column, unmasked);
    const cell = column.type.kind === 'text' || column.type.kind === 'list' || column.type.kind === 'struct' ? csvQuoted(text) : text;
    return `COALESCE(${cell}, '')`;
  });
  return `CONCAT(${cells.join(`, ',', `)}, '\n')`;
};
