import { quote, trimmedCharacters } from '@audit/contract';
import { textLiteral } from '../sql-dialect/literal.ts';
import { ABSENT, columnOf, type FaultCode, type Field, FINE, NAIVE, scaleOf, UNREADABLE } from './field.ts';
import { PLAIN_DIGITS } from './plain-decimal.ts';

/** A column of a typed source (Parquet, Arrow) as DuckDB sees it. */
export interface SourceColumn {
  readonly name: string;
  /** DuckDB's spelling of its type. */
  readonly type: string;
  /** A timestamp that DuckDB shows without a zone although its values are UTC instants. */
  readonly zoned: boolean;
}

const isNested = (type: string): boolean => /[\])]$/.test(type) && !type.startsWith('DECIMAL(') && !type.startsWith('ENUM');
const isFloat = (type: string): boolean => type === 'DOUBLE' || type === 'FLOAT';

/** Whether the field must be read from text by our own parser of times. */
export const isTextInstant = (field: Field, column: SourceColumn): boolean => field.kind === 'instant' && column.type === 'VARCHAR';

/**
 * The select list of a landed relation over a typed source bound as `s`, beyond the positions: `record` is the SQL of the record number.
 * Text instants are taken from the relation `t` (`<name>`, `<name>_is`).
 */
export const projection = (fields: readonly Field[], columns: readonly SourceColumn[], record: string): string => {
  const given = fields.map((field) => ({ field, column: columns.find(({ name }) => name === field.name) }));
  const faults = given.flatMap(({ field, column }) => (column === undefined ? [] : faultOf(field, column)));
  const pick = (value: 'code' | 'column'): string => {
    const whens = faults.map((fault) => `WHEN ${fault.when} THEN ${textLiteral(fault[value])}`);
    return whens.length === 0 ? 'CAST(NULL AS VARCHAR)' : `CASE ${whens.join(' ')} END`;
  };
  return [
    `CAST(${record} AS BIGINT) AS record`,
    'CAST(NULL AS BIGINT) AS line',
    'CAST(NULL AS BIGINT) AS "at"',
    `${pick('code')} AS fault`,
    `${pick('column')} AS fault_column`,
    ...given.flatMap(({ field, column }) => (column === undefined ? absent(field) : value(field, column))),
  ].join(',\n');
};

const absent = (field: Field): readonly string[] => {
  const { kind } = field;
  const name = columnOf(field);
  const is = `CAST(${ABSENT} AS INTEGER) AS ${quote(`${name}_is`)}`;
  if (kind === 'instant') return [`CAST(NULL AS TIMESTAMP) AS ${quote(name)}`, is];
  if (kind === 'flag') return [`CAST(NULL AS BOOLEAN) AS ${quote(name)}`, is];
  const scale = scaleOf(field);
  if (scale > 0) return [`CAST(NULL AS DECIMAL(18, ${scale})) AS ${quote(name)}`, `CAST(NULL AS VARCHAR) AS ${quote(`${name}_text`)}`];
  return [`CAST(NULL AS VARCHAR) AS ${quote(name)}`];
};

const value = (field: Field, column: SourceColumn): readonly string[] => {
  const name = quote(columnOf(field));
  const from = `s.${quote(field.name)}`;
  switch (field.kind) {
    case 'any':
      return [`${isNested(column.type) ? `CAST(to_json(${from}) AS VARCHAR)` : textOf(from, column.type)} AS ${name}`];
    case 'text':
      return [`${textOf(from, column.type)} AS ${name}`];
    case 'id':
      return [`${trimmed(textOf(from, column.type))} AS ${name}`];
    case 'decimal6':
    case 'decimal8':
      return decimal(field, column, from);
    case 'json':
      return [
        `${column.type === 'VARCHAR' || column.type === 'JSON' ? `CAST(${from} AS VARCHAR)` : `CAST(to_json(${from}) AS VARCHAR)`} AS ${name}`,
      ];
    case 'flag':
      return [
        `${column.type === 'BOOLEAN' ? from : 'CAST(NULL AS BOOLEAN)'} AS ${name}`,
        `CASE WHEN ${from} IS NULL THEN ${ABSENT} ELSE ${column.type === 'BOOLEAN' ? FINE : UNREADABLE} END AS ${quote(`${columnOf(field)}_is`)}`,
      ];
    case 'instant':
      return instant(field, column, from);
  }
};

const textOf = (from: string, type: string): string => {
  if (isNested(type)) return 'CAST(NULL AS VARCHAR)';
  return type === 'BLOB' ? `TRY(decode(${from}))` : `CAST(${from} AS VARCHAR)`;
};

const trimmed = (text: string): string =>
  `CASE WHEN REGEXP_FULL_MATCH(${text}, '[!-~]+') THEN ${text} ELSE TRIM(${text}, ${textLiteral(trimmedCharacters)}) END`;

/** A decimal where it is exact, else the text. */
const decimal = (field: Field, { type }: SourceColumn, from: string): readonly string[] => {
  const scale = scaleOf(field);
  const to = `DECIMAL(18, ${scale})`;
  const text = textOf(from, type);
  const plain = `TRY_CAST(${from} AS ${to})`;
  const short = ((): string => {
    if (/^U?(TINY|SMALL|BIG)?INT(EGER)?$/.test(type)) return plain;
    // Back in its own type the value shows whether digits were lost.
    if (type.startsWith('DECIMAL(')) return `CASE WHEN TRY_CAST(${plain} AS ${type}) = ${from} THEN ${plain} END`;
    // Up to 15 digits no two decimals share a double, so the one found is the shortest text of it.
    if (type === 'DOUBLE') return `CASE WHEN ABS(${from}) < 1e7 AND CAST(${plain} AS DOUBLE) = ${from} THEN ${plain} END`;
    if (isNested(type)) return `CAST(NULL AS ${to})`;
    return `CASE WHEN REGEXP_FULL_MATCH(${text}, '-?[0-9]{1,${PLAIN_DIGITS}}([.][0-9]{1,${scale}})?') THEN TRY_CAST(${text} AS ${to}) END`;
  })();
  return [`${short} AS ${quote(columnOf(field))}`, `CASE WHEN (${short}) IS NULL THEN ${text} END AS ${quote(`${columnOf(field)}_text`)}`];
};

const instant = (field: Field, column: SourceColumn, from: string): readonly string[] => {
  const name = quote(columnOf(field));
  const is = quote(`${columnOf(field)}_is`);
  if (isTextInstant(field, column))
    return [`t.${quote(field.name)} AS ${name}`, `COALESCE(t.${quote(`${field.name}_is`)}, ${ABSENT}) AS ${is}`];
  const zoned = column.zoned || column.type === 'TIMESTAMP WITH TIME ZONE';
  if (column.type !== 'DATE' && !column.type.startsWith('TIMESTAMP')) {
    return [`CAST(NULL AS TIMESTAMP) AS ${name}`, `CASE WHEN ${from} IS NULL THEN ${ABSENT} ELSE ${UNREADABLE} END AS ${is}`];
  }
  const micros = microsOf(from, column.type);
  const readable = `isfinite(${from}) AND ${micros} BETWEEN ${FIRST_MICROS} AND ${LAST_MICROS}`;
  return [
    `CASE WHEN ${readable} THEN make_timestamp(${micros}) END AS ${name}`,
    `CASE WHEN ${from} IS NULL THEN ${ABSENT} WHEN ${readable} THEN ${zoned ? FINE : NAIVE} ELSE ${UNREADABLE} END AS ${is}`,
  ];
};

/** 0001-01-01T00:00:00 and 9999-12-31T23:59:59.999999, as the parser of text times has it. */
const FIRST_MICROS = '-62135596800000000';
const LAST_MICROS = '253402300799999999';

const microsOf = (from: string, type: string): string => {
  // Digits beyond microseconds are cut off, towards the past as in text.
  if (type === 'TIMESTAMP_NS') return `((epoch_ns(${from}) - ((epoch_ns(${from}) % 1000) + 1000) % 1000) // 1000)`;
  return `epoch_us(${type === 'DATE' ? `CAST(${from} AS TIMESTAMP)` : from})`;
};

interface SourceFault {
  readonly when: string;
  readonly code: FaultCode;
  readonly column: string;
}

const faultOf = (field: Field, { type }: SourceColumn): readonly SourceFault[] => {
  if (field.kind !== 'text' && field.kind !== 'any' && field.kind !== 'id' && scaleOf(field) === 0) return [];
  const from = `s.${quote(field.name)}`;
  if (isFloat(type)) return [{ when: `NOT isfinite(${from})`, code: 'NON_FINITE', column: field.name }];
  if (isNested(type) && field.kind !== 'any') return [{ when: `${from} IS NOT NULL`, code: 'BAD_TEXT', column: field.name }];
  if (type === 'BLOB') return [{ when: `${from} IS NOT NULL AND TRY(decode(${from})) IS NULL`, code: 'NOT_UTF8', column: field.name }];
  return [];
};
