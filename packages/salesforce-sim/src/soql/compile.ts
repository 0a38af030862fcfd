import type { Organisation } from '../organisation/organisation.ts';
import type { Field, SObject } from '../organisation/sobject.ts';
import { ConditionSql } from './condition-sql.ts';
import type { Ordering, Query } from './query.ts';
import { fieldSql, type Resolved, Resolver } from './resolve.ts';
import { refuse } from './token.ts';

const maxOffset = 2000;
const maxWholeRows = 200;

/** A column of the answer. */
export interface OutputColumn extends Resolved {
  /** SQL of its value. */
  readonly sql: string;
}

/** An aggregate over all rows. */
export interface AggregateColumn {
  readonly name: string;
  /** What its value is written like; null for counts. */
  readonly field: Field | null;
  readonly sql: string;
}

/** A query as SQL, with values to bind. */
export interface CompiledQuery {
  readonly object: SObject;
  readonly objects: ReadonlySet<SObject>;
  readonly columns: readonly OutputColumn[];
  readonly aggregates: readonly AggregateColumn[];
  readonly isCount: boolean;
  /** `FROM … WHERE …` */
  readonly rows: string;
  readonly orderBy: string;
  /** `LIMIT … OFFSET …`, or nothing. */
  readonly range: string;
  readonly values: readonly string[];
}

const orderingSql = (resolver: Resolver, { path, descending, nullsFirst }: Ordering): string => {
  const { field, alias } = resolver.resolve(path);
  const column = fieldSql(alias, field);
  const isText = ['string', 'picklist', 'phone', 'email', 'url'].includes(field.type);
  return `${isText ? `lower(${column})` : column} ${descending ? 'DESC' : 'ASC'} NULLS ${(nullsFirst ?? true) ? 'FIRST' : 'LAST'}`;
};

const wholeColumns = (resolver: Resolver, query: Query, which: string, at: number): readonly OutputColumn[] => {
  if (which !== 'STANDARD' && (query.limit === null || query.limit > maxWholeRows))
    throw refuse(query.text, at, 'MALFORMED_QUERY', `The SOQL FIELDS function must have a LIMIT of at most ${maxWholeRows}`);
  const isWanted = ({ name }: Field): boolean => which === 'ALL' || name.endsWith('__c') === (which === 'CUSTOM');
  return resolver.object.fields.filter(isWanted).map((field) => outputOf(resolver.resolve({ names: [field.name], at })));
};

const outputOf = (resolved: Resolved): OutputColumn => ({ ...resolved, sql: fieldSql(resolved.alias, resolved.field) });

const aggregateOf = (
  resolver: Resolver,
  item: { readonly name: string; readonly path: Query['orderBy'][number]['path']; readonly alias: string | null },
  place: number,
): AggregateColumn => {
  const { field, alias } = resolver.resolve(item.path);
  const column = fieldSql(alias, field);
  const counts = item.name.startsWith('COUNT');
  return {
    name: item.alias ?? `expr${place}`,
    field: counts ? null : field,
    sql: item.name === 'COUNT_DISTINCT' ? `COUNT(DISTINCT ${column})` : `${item.name}(${column})`,
  };
};

/**
 * Compiles a query over the objects as they are.
 *
 * @param all whether rows of the recycle bin are among them (queryAll)
 * @throws ApiRefusal INVALID_TYPE, INVALID_FIELD, MALFORMED_QUERY, NUMBER_OUTSIDE_VALID_RANGE
 */
export const compileQuery = (organisation: Organisation, query: Query, all: boolean): CompiledQuery => {
  const resolver = new Resolver(organisation, query);
  const select = query.select === 'count' ? [] : query.select;
  const aggregates = select.flatMap((item, i) => (item.kind === 'aggregate' ? [aggregateOf(resolver, item, i)] : []));
  const columns = select.flatMap((item) => {
    if (item.kind === 'field') return [outputOf(resolver.resolve(item.path))];
    return item.kind === 'fields' ? wholeColumns(resolver, query, item.which, item.at) : [];
  });
  const plain = select.find((item) => item.kind === 'field');
  if (aggregates.length > 0 && plain?.kind === 'field')
    throw refuse(query.text, plain.path.at, 'MALFORMED_QUERY', `Field must be grouped or aggregated: ${plain.path.names.join('.')}`);
  const seen = new Set<string>();
  for (const { names } of columns) {
    if (seen.has(names.join('.'))) throw refuse(query.text, 0, 'INVALID_FIELD', `duplicate field selected: ${names.join('.')}`);
    seen.add(names.join('.'));
  }
  if (query.offset !== null && query.offset.rows > maxOffset)
    throw refuse(query.text, query.offset.at, 'NUMBER_OUTSIDE_VALID_RANGE', `Maximum SOQL offset allowed is ${maxOffset}`);
  const conditions = new ConditionSql(query, resolver);
  const where = [...(all ? [] : ['NOT t."IsDeleted"']), ...(query.where === null ? [] : [`(${conditions.render(query.where)})`])];
  const ordered = query.orderBy.map((one) => orderingSql(resolver, one));
  return {
    object: resolver.object,
    objects: resolver.objects,
    columns,
    aggregates,
    isCount: query.select === 'count',
    rows: `FROM ${resolver.from}${where.length === 0 ? '' : `\nWHERE ${where.join(' AND ')}`}`,
    orderBy: [...ordered, 't."Id" ASC NULLS LAST'].join(', '),
    range: `${query.limit === null ? '' : `LIMIT ${query.limit}`}${query.offset === null ? '' : ` OFFSET ${query.offset.rows}`}`,
    values: conditions.values,
  };
};
