import { quote, type Scalar } from '@audit/contract';
import { readDateFormat } from './date-format.ts';
import type { ColumnMapping } from './mapping-schema.ts';
import type { ModelTexts } from './model-texts.ts';
import { callingCode, countryRelation } from './place-relations.ts';

/** How a text becomes a value: NULL where it is none. */
export interface Reading {
  readonly says: string;
  readonly sql: string;
  /** SQL of the reason code, where a text gives no value; undefined where every text does. */
  readonly fault: string | undefined;
}

const escaped = (mark: string): string => `[${mark}]`;

/** A number of the mapping's notation in that of SQL: NULL where it is not in it. */
const plainNumber = (x: string, { parse }: ColumnMapping, texts: ModelTexts): string => {
  const decimal = parse?.decimal ?? '.';
  const { group } = parse ?? {};
  if (group === undefined && decimal === '.') return x;
  const fraction = `(${escaped(decimal)}[0-9]+)?`;
  const shapes = [`[+-]?[0-9]+${fraction}`, ...(group === undefined ? [] : [`[+-]?[0-9]{1,3}(${escaped(group)}[0-9]{3})+${fraction}`])];
  const ungrouped = group === undefined ? x : `REPLACE(${x}, ${texts.text(group)}, '')`;
  const plain = decimal === '.' ? ungrouped : `REPLACE(${ungrouped}, ${texts.text(decimal)}, '.')`;
  return `CASE WHEN @re_is(${x}, ${texts.text(shapes.join('|'))}) THEN ${plain} END`;
};

/**
 * A decimal of a text. Most are plain and fit: they are cast as they stand. Others (with an exponent, or more digits) are read exactly, and taken
 * if they have no digit that the type has no room for.
 */
const decimalSql = (
  plain: string,
  { precision, scale }: { readonly precision: number; readonly scale: number },
  rounds: boolean,
): string => {
  const type = `DECIMAL(${precision}, ${scale})`;
  const fraction = scale === 0 ? '' : `([.][0-9]{1,${scale}})?`;
  const cast = `TRY_CAST(@number(${plain}) AS ${type})`;
  const exact = rounds ? cast : `CASE WHEN ${cast} = @number(${plain}) THEN ${cast} END`;
  const whole = precision - scale;
  if (whole < 1) return exact;
  return `CASE WHEN @re_is(${plain}, '-?[0-9]{1,${whole}}${fraction}') THEN TRY_CAST(${plain} AS ${type}) ELSE ${exact} END`;
};

const dateParts = (x: string, format: string, texts: ModelTexts): string => {
  const read = readDateFormat(format);
  if (read === undefined) return 'NULL';
  const { pattern, groups } = read;
  const part = (at: number): string => (at === 0 ? "'00'" : `LPAD(@re_get(${x}, ${texts.text(pattern)}, ${at}), 2, '0')`);
  const day = `@re_get(${x}, ${texts.text(pattern)}, ${groups.year}) || '-' || ${part(groups.month)} || '-' || ${part(groups.day)}`;
  return groups.hour === 0
    ? day
    : `${day} || 'T' || ${part(groups.hour)} || ':' || ${part(groups.minute)} || ':' || ${part(groups.second)}`;
};

/** A text made by a format is in the common form of ISO, which needs no parts. */
const noParts = `@split(@text(NULL), '|')`;

const dayOrTime = (x: string, { parse, target }: ColumnMapping, type: Scalar, texts: ModelTexts): string => {
  // Computed a level before: a time names its parts many times.
  const parts = x.replace(quote(target), quote(`${target} parts`));
  const formats = parse?.formats;
  const spelt = formats === undefined ? [x] : formats.map((format) => dateParts(x, format, texts));
  const reads = spelt.map((text) =>
    type.kind === 'date' ? `@iso_date(${text})` : `@iso_instant(${text}, ${formats === undefined ? parts : noParts})`,
  );
  const days =
    formats === undefined || type.kind === 'date'
      ? reads
      : reads.map((sql, at) => (/HH/.test(formats[at] ?? '') ? sql : `CAST(@iso_date(${spelt[at]}) AS TIMESTAMP)`));
  return days.length === 1 ? (days[0] ?? 'NULL') : `COALESCE(${days.join(', ')})`;
};

const domainForm = '[^ .:@]+([.][^ .:@]+)+(:[0-9]+)?';

const urlSql = (x: string, part: 'full' | 'domain', texts: ModelTexts): string => {
  const rest = `@re_all(${x}, '^[a-zA-Z][a-zA-Z+.-]*://', '')`;
  const host = `@lower(@re_get(${rest}, '^([^/?#]+)', 1))`;
  const scheme = `CASE WHEN @lower(SUBSTR(${x}, 1, 7)) = 'http://' THEN 'http://' ELSE 'https://' END`;
  const path = `COALESCE(@re_get(${rest}, ${texts.text('^[^/?#]+([/?#].*[^/])/*$')}, 1), '')`;
  const value = part === 'domain' ? `@re_all(${host}, ${texts.text('^www[.]|:[0-9]+$')}, '')` : `${scheme} || ${host} || ${path}`;
  const made = `CASE WHEN @re_is(${host}, '${domainForm}') THEN ${value} END`;
  // Most are as they should be.
  return part === 'full' ? `CASE WHEN @re_is(${x}, 'https?://[a-z0-9-]+([.][a-z0-9-]+)+') THEN ${x} ELSE ${made} END` : made;
};

/** A number that begins with + or 00 is complete; another one belongs to the country, if that is known. */
const phoneSql = (x: string, { phone, target }: ColumnMapping): string => {
  const national = `@re_all(${x}, '[+]', '')`;
  const code = phone?.country === undefined && phone?.default === undefined ? undefined : callingCode(target);
  const local =
    code === undefined
      ? national
      : `CASE WHEN ${code}.code IS NULL THEN ${national} WHEN ${code}.code = '1' AND ${national} LIKE '1%' AND LENGTH(${national}) = 11 THEN '+' || ${national} WHEN ${code}.keeps_zero THEN '+' || ${code}.code || ${national} ELSE '+' || ${code}.code || @re_all(${national}, '^0', '') END`;
  const whole = `CASE WHEN ${x} LIKE '+%' THEN '+' || ${national} WHEN ${x} LIKE '00%' THEN '+' || SUBSTR(${national}, 3) ELSE ${local} END`;
  return `CASE WHEN @re_is(${whole}, '[+]?[0-9]{7,15}') THEN ${whole} END`;
};

/** How the text of a column is read. @param x the text, a column of the model */
export const readValue = (column: ColumnMapping, type: Scalar, x: string, texts: ModelTexts): Reading => {
  if (column.country === true)
    return { says: 'a code or name of a country, as two letters', sql: `${countryRelation(column.target)}.code`, fault: `'BAD_COUNTRY'` };
  if (column.phone !== undefined) return { says: 'a telephone number of 7 to 15 digits', sql: phoneSql(x, column), fault: `'BAD_PHONE'` };
  if (column.email === true) {
    const form = '[^ @<>(),;:"]+@[^ @<>(),;:".]+([.][^ @<>(),;:".]+)+';
    return { says: 'an e-mail address', sql: `CASE WHEN @re_is(${x}, '${form}') THEN ${x} END`, fault: `'BAD_EMAIL'` };
  }
  if (column.url !== undefined)
    return {
      says: column.url === 'full' ? 'the address of a web site' : 'the domain of a web site',
      sql: urlSql(x, column.url, texts),
      fault: `'BAD_URL'`,
    };
  const plain = plainNumber(x, column, texts);
  const badNumber = `CASE WHEN @is_number(${plain}) THEN 'NUMBER_OUT_OF_RANGE' ELSE 'BAD_NUMBER' END`;
  const rounds = column.parse?.round === true;
  const spelt = column.parse?.decimal === ',' ? 'a number with a decimal comma' : 'a number';
  switch (type.kind) {
    case 'decimal':
      return {
        says: `${spelt}, as ${column.type}${rounds ? ', rounded half away from zero' : ''}`,
        sql: decimalSql(plain, type, rounds),
        fault: badNumber,
      };
    case 'int32':
    case 'int64':
      return { says: 'a whole number', sql: `CAST(${decimalSql(plain, { precision: 18, scale: 0 }, rounds)} AS BIGINT)`, fault: badNumber };
    case 'float64':
      return {
        says: `${spelt}, as a double`,
        sql: `CASE WHEN @is_number(${plain}) THEN TRY_CAST(${plain} AS DOUBLE) END`,
        fault: badNumber,
      };
    case 'bool':
      return {
        says: 'true or false',
        sql: `CASE WHEN ${x} IN ('true', 'TRUE', 'True') THEN TRUE WHEN ${x} IN ('false', 'FALSE', 'False') THEN FALSE END`,
        fault: `'BAD_BOOLEAN'`,
      };
    case 'date':
    case 'timestamp': {
      const formats = column.parse?.formats?.join(', ') ?? 'ISO 8601';
      const says = type.kind === 'date' ? `a day as ${formats}` : `an instant as ${formats}, UTC where it has no offset`;
      return { says, sql: dayOrTime(x, column, type, texts), fault: type.kind === 'date' ? `'BAD_DATE'` : `'BAD_TIMESTAMP'` };
    }
    default:
      return { says: 'text', sql: x, fault: undefined };
  }
};
