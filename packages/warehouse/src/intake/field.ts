import type { ReasonCode } from '@audit/contract';

/**
 * What a column of the input is read as. `text`: the value's text; `id`: likewise, trimmed (`trimId`); `instant`: an ISO 8601
 * timestamp; `flag`: a boolean; `json`: the value's raw JSON (of a CSV: the cell); `any`: its text, of an object or a list its JSON.
 *
 * `decimal6`, `decimal8`: a number. Plain short ones (`PlainDecimal`) are read as DECIMAL(18, 6) or DECIMAL(18, 8); any other value
 * keeps its text, in `<name>_text`, for someone else to read or refuse.
 */
export type FieldKind = 'text' | 'id' | 'decimal6' | 'decimal8' | 'instant' | 'flag' | 'json' | 'any';

export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  /** Its column of the landed relation, where it is not its name: columns of a file may be called like those of the relation. */
  readonly as?: string;
}

export const columnOf = ({ name, as }: Field): string => as ?? name;

/** Digits after the point that a field of decimals holds; 0 for other kinds. */
export const scaleOf = ({ kind }: Field): 0 | 6 | 8 => (kind === 'decimal6' ? 6 : kind === 'decimal8' ? 8 : 0);

/** States of an instant: the `<name>_is` column. A flag uses ABSENT, FINE and UNREADABLE; a JSON null is no boolean, so UNREADABLE. */
export const ABSENT = 0;
export const FINE = 1;
/** A wall-clock time: no offset was given. */
export const NAIVE = 2;
export const UNREADABLE = 3;

/** Why a record, or a whole file, cannot be read: reasons that need no knowledge of what the records mean. */
export type FaultCode = Extract<
  ReasonCode,
  | 'NOT_JSON'
  | 'TRUNCATED'
  | 'TOO_DEEP'
  | 'RECORD_TOO_LARGE'
  | 'DUPLICATE_KEY'
  | 'NOT_UTF8'
  | 'NON_FINITE'
  | 'NOT_A_LIST'
  | 'EMPTY_INPUT'
  | 'EXPANDS_TOO_FAR'
  | 'BAD_TEXT'
  | 'RAGGED_ROW'
  | 'BAD_QUOTES'
  | 'BAD_HEADER'
  | 'BAD_COMPRESSION'
  | 'NOT_PARQUET'
  | 'NOT_ARROW'
>;

export type LandedType = 'BIGINT' | 'INTEGER' | 'VARCHAR' | 'TIMESTAMP' | 'BOOLEAN' | 'DECIMAL(18, 6)' | 'DECIMAL(18, 8)';

/** A column of the landed relation; `whenAbsent` is the SQL of its value in a block where no record gives one. */
export interface LandedColumn {
  readonly name: string;
  readonly type: LandedType;
  readonly whenAbsent: string;
}

const column = (name: string, type: LandedType, whenAbsent = 'NULL'): LandedColumn => ({
  name,
  type,
  whenAbsent: `CAST(${whenAbsent} AS ${type})`,
});

const positions = [
  column('record', 'BIGINT'),
  column('line', 'BIGINT'),
  column('at', 'BIGINT'),
  column('fault', 'VARCHAR'),
  column('fault_column', 'VARCHAR'),
];

/** Indexes of the first columns of every landed relation. */
export const RECORD = 0;
export const LINE = 1;
export const AT = 2;
export const FAULT = 3;
export const FAULT_COLUMN = 4;

/**
 * Columns of the landed relation of a field list: `record` (from 1), `line` (from 1), `at` (byte offset in the decompressed
 * input), `fault`, `fault_column`, then one column a field, followed by `<name>_is` for instants and flags and by
 * `<name>_text` for decimals.
 */
export const landedColumns = (fields: readonly Field[]): readonly LandedColumn[] => [
  ...positions,
  ...fields.flatMap((field) => {
    const { kind } = field;
    const name = columnOf(field);
    const scale = scaleOf(field);
    if (scale > 0) return [column(name, scale === 6 ? 'DECIMAL(18, 6)' : 'DECIMAL(18, 8)'), column(`${name}_text`, 'VARCHAR')];
    if (kind === 'instant') return [column(name, 'TIMESTAMP'), column(`${name}_is`, 'INTEGER', String(ABSENT))];
    if (kind === 'flag') return [column(name, 'BOOLEAN'), column(`${name}_is`, 'INTEGER', String(ABSENT))];
    return [column(name, 'VARCHAR')];
  }),
];

/** Index in `landedColumns` of each field's value. */
export const fieldSlots = (fields: readonly Field[]): readonly number[] => {
  let next = positions.length;
  return fields.map((field) => {
    const slot = next;
    next += field.kind === 'instant' || field.kind === 'flag' || scaleOf(field) > 0 ? 2 : 1;
    return slot;
  });
};
