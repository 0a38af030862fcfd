import { assert, formatInstant, type Micros } from '@audit/contract';

const name = /^[A-Za-z][A-Za-z0-9_]*$/;

export interface SoqlQuery {
  readonly object: string;
  readonly fields: readonly string[];
  /** All of them hold. */
  readonly conditions?: readonly string[];
  readonly orderBy?: string;
  readonly limit?: number | undefined;
}

/** The text of a query. Names come from describes and settings: what is no name is a defect there. */
export const soql = ({ object, fields, conditions = [], orderBy, limit }: SoqlQuery): string => {
  for (const word of [object, ...fields, ...(orderBy === undefined ? [] : [orderBy])])
    assert(name.test(word), 'a field or object of Salesforce has a plain name', { word });
  return [
    `SELECT ${fields.join(', ')} FROM ${object}`,
    ...(conditions.length === 0 ? [] : [`WHERE ${conditions.join(' AND ')}`]),
    ...(orderBy === undefined ? [] : [`ORDER BY ${orderBy}`]),
    ...(limit === undefined ? [] : [`LIMIT ${limit}`]),
  ].join(' ');
};

/** How many rows a query would give; `totalSize` of its answer is the number. */
export const countSoql = ({ object, conditions = [] }: Pick<SoqlQuery, 'object' | 'conditions'>): string => {
  assert(name.test(object), 'an object of Salesforce has a plain name', { object });
  return `SELECT COUNT() FROM ${object}${conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`}`;
};

/** A text as a literal. */
export const soqlText = (value: string): string => `'${value.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;

/** An instant as a literal, to the millisecond: no stamp of Salesforce is finer. */
export const soqlInstant = (micros: Micros): string => {
  const text = formatInstant((micros - (((micros % 1000n) + 1000n) % 1000n)) as Micros);
  return text.includes('.') ? `${text.slice(0, 23)}Z` : `${text.slice(0, 19)}.000Z`;
};
