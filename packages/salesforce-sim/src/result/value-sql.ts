import { textLiteral } from '@audit/warehouse';
import type { OutputColumn } from '../soql/compile.ts';
import type { Field } from '../organisation/sobject.ts';

const stringTypes = new Set(['id', 'reference', 'string', 'textarea', 'picklist', 'phone', 'email', 'url']);
/** Texts in which no character needs care. */
const plainTypes = new Set(['id', 'reference']);

/** SQL of a value as text: dates and times in ISO 8601 with `zone` at the end, numbers as Java writes them. */
export const plainText = ({ type }: Pick<Field, 'type'>, sql: string, zone: '+0000' | 'Z'): string => {
  if (stringTypes.has(type)) return sql;
  switch (type) {
    case 'datetime':
      return `strftime(${sql}, '%Y-%m-%dT%H:%M:%S.%g${zone}')`;
    case 'double':
    case 'currency':
    case 'percent':
      return `sf_number(${sql})`;
    default:
      return `CAST(${sql} AS VARCHAR)`;
  }
};

const addressParts = ['City', 'Country', 'PostalCode', 'State', 'Street'];

/** An address, put together from its parts; null when all are. */
const addressJson = ({ alias, field: { name } }: OutputColumn): string => {
  const part = (kind: string): string => `${alias}."${name.replace(/Address$/, kind)}"`;
  const members = addressParts.map(
    (kind) => `'"${kind[0]?.toLowerCase()}${kind.slice(1)}":', COALESCE(CAST(to_json(${part(kind)}) AS VARCHAR), 'null')`,
  );
  const none = addressParts.map((kind) => `${part(kind)} IS NULL`).join(' AND ');
  return `CASE WHEN ${none} THEN 'null' ELSE concat('{', ${members.join(", ',', ")}, ',"geocodeAccuracy":null,"latitude":null,"longitude":null}') END`;
};

/** SQL of a value as JSON. `base` is the path of the API's version. */
export const jsonValue = (column: OutputColumn, base: string): string => {
  const { field, sql, alias, object } = column;
  if (field.type === 'address') return addressJson(column);
  if (field.type === 'base64')
    return `concat('"', ${textLiteral(`${base}/sobjects/${object.name}/`)}, ${alias}."Id", ${textLiteral(`/${field.name}"`)})`;
  if (plainTypes.has(field.type)) return `COALESCE('"' || ${sql} || '"', 'null')`;
  if (stringTypes.has(field.type)) return `COALESCE(CAST(to_json(${sql}) AS VARCHAR), 'null')`;
  const text = plainText(field, sql, '+0000');
  return field.type === 'date' || field.type === 'datetime' ? `COALESCE('"' || ${text} || '"', 'null')` : `COALESCE(${text}, 'null')`;
};

/** SQL of a value between the quotes of a CSV cell; null is empty. */
export const csvValue = ({ field, sql }: OutputColumn): string => {
  const text = plainText(field, sql, 'Z');
  return stringTypes.has(field.type) && !plainTypes.has(field.type) ? `replace(${text}, '"', '""')` : text;
};
