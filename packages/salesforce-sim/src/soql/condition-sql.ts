import type { FieldType } from '../organisation/sobject.ts';
import type { Condition, Literal, Operator, Query } from './query.ts';
import { fieldSql, type Resolved, type Resolver } from './resolve.ts';
import { refuse } from './token.ts';

type Compare = Extract<Condition, { readonly kind: 'compare' }>;
type Family = 'id' | 'text' | 'boolean' | 'number' | 'date' | 'datetime';

const families: Readonly<Record<FieldType, Family | null>> = {
  id: 'id',
  reference: 'id',
  string: 'text',
  picklist: 'text',
  phone: 'text',
  email: 'text',
  url: 'text',
  textarea: null,
  boolean: 'boolean',
  int: 'number',
  double: 'number',
  currency: 'number',
  percent: 'number',
  date: 'date',
  datetime: 'datetime',
  address: null,
  base64: null,
};
const accepted: Readonly<Record<Family, readonly Literal['kind'][]>> = {
  id: ['string'],
  text: ['string'],
  boolean: ['boolean'],
  number: ['number'],
  date: ['date', 'relative'],
  datetime: ['datetime', 'relative'],
};

/** Turns conditions into SQL that is never unknown; values are bound. */
export class ConditionSql {
  readonly values: string[] = [];
  readonly #query: Query;
  readonly #resolver: Resolver;

  constructor(query: Query, resolver: Resolver) {
    this.#query = query;
    this.#resolver = resolver;
  }

  render(condition: Condition): string {
    switch (condition.kind) {
      case 'not':
        return `NOT (${this.render(condition.part)})`;
      case 'and':
      case 'or':
        return condition.parts.map((part) => `(${this.render(part)})`).join(condition.kind === 'and' ? ' AND ' : ' OR ');
      case 'compare':
        return this.#compare(condition);
    }
  }

  #compare(condition: Compare): string {
    const resolved = this.#resolver.resolve(condition.path);
    const family = families[resolved.field.type];
    if (family === null) throw this.#refuse(condition.path.at, `field '${resolved.field.name}' can not be filtered in a query call`);
    const { operator, values } = condition;
    if (operator === 'IN' || operator === 'NOT IN') {
      const any = values.map((value) => this.#one(resolved, family, '=', value)).join(' OR ');
      return operator === 'IN' ? `(${any})` : `NOT (${any})`;
    }
    return this.#one(resolved, family, operator, values[0]!);
  }

  #one(resolved: Resolved, family: Family, operator: Exclude<Operator, 'IN' | 'NOT IN'>, value: Literal): string {
    const column = fieldSql(resolved.alias, resolved.field);
    if (value.kind === 'null') {
      if (operator === '=') return `${column} IS NULL`;
      if (operator === '!=') return `${column} IS NOT NULL`;
      return 'FALSE';
    }
    if (!accepted[family].includes(value.kind)) throw this.#wrongType(resolved, family, value);
    if (operator === 'LIKE') return this.#like(column, family, value);
    if (value.kind === 'relative') return this.#relative(column, family, operator, value);
    const [left, right] = this.#sides(column, family, value);
    // As the real one has it: what is empty is different from every value.
    return operator === '!=' ? `COALESCE(${left} <> ${right}, TRUE)` : `COALESCE(${left} ${operator} ${right}, FALSE)`;
  }

  #bind(value: string): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  #sides(column: string, family: Family, value: Literal): readonly [string, string] {
    switch (family) {
      case 'id': {
        // Ids of 15 characters are accepted; they are compared in their own case.
        const bound = `CAST(${this.#bind(value.text)} AS VARCHAR)`;
        return [column, value.text.length === 15 ? `sf_checked(${bound})` : bound];
      }
      case 'text':
        return [`lower(${column})`, `lower(CAST(${this.#bind(value.text.replaceAll(/\\([_%])/g, '$1'))} AS VARCHAR))`];
      case 'boolean':
        return [column, `CAST(${this.#bind(value.text)} AS BOOLEAN)`];
      case 'number':
        return [column, `CAST(${this.#bind(value.text)} AS DECIMAL(38, 10))`];
      case 'date':
        return [column, `CAST(${this.#bind(value.text)} AS DATE)`];
      case 'datetime':
        return [
          column,
          `CAST(CAST(${this.#bind(value.text.toUpperCase().replace(/([+-]\d{2})(\d{2})$/, '$1:$2'))} AS TIMESTAMPTZ) AS TIMESTAMP)`,
        ];
    }
  }

  #like(column: string, family: Family, value: Literal): string {
    if (family !== 'text') throw this.#refuse(value.at, `invalid operator on ${family} field`);
    return `COALESCE(lower(${column}) LIKE lower(CAST(${this.#bind(value.text)} AS VARCHAR)) ESCAPE '\\', FALSE)`;
  }

  /** Days in UTC: from `from` to before `to`. */
  #relative(column: string, family: Family, operator: Exclude<Operator, 'IN' | 'NOT IN' | 'LIKE'>, value: Literal): string {
    const [name = '', count = '0'] = value.text.split(':');
    const days: Readonly<Record<string, readonly [number, number]>> = {
      TODAY: [0, 1],
      YESTERDAY: [-1, 0],
      TOMORROW: [1, 2],
      LAST_N_DAYS: [-Number(count), 1],
      NEXT_N_DAYS: [1, Number(count) + 1],
    };
    const [first, last] = days[name] ?? [0, 1];
    const day = (offset: number): string => `CAST(CAST(sim_clock() AS DATE) + (${offset}) AS ${family === 'date' ? 'DATE' : 'TIMESTAMP'})`;
    const [from, to] = [day(first), day(last)];
    const inside = `(${column} >= ${from} AND ${column} < ${to})`;
    const sql = {
      '=': inside,
      '!=': `NOT ${inside}`,
      '<': `${column} < ${from}`,
      '<=': `${column} < ${to}`,
      '>': `${column} >= ${to}`,
      '>=': `${column} >= ${from}`,
    }[operator];
    return `COALESCE(${sql}, ${operator === '!=' ? 'TRUE' : 'FALSE'})`;
  }

  #wrongType({ field }: Resolved, family: Family, value: Literal): Error {
    const name = { id: 'ID', text: 'string', boolean: 'boolean', number: field.type, date: 'date', datetime: 'dateTime' }[family];
    const quotes = family === 'id' || family === 'text' ? 'should be enclosed in quotes' : 'should not be enclosed in quotes';
    return this.#refuse(value.at, `value of filter criterion for field '${field.name}' must be of type ${name} and ${quotes}`);
  }

  #refuse(at: number, what: string): Error {
    return refuse(this.#query.text, at, 'INVALID_FIELD', what);
  }
}
