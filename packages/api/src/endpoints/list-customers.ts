import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { badCursor, listName, type Place } from '../http/cursor.ts';
import { ApiProblem } from '../http/problem.ts';
import { bitsOf, type Found, foundPage, foundPlaces } from '../search/search-index.ts';
import { searchWords } from '../search/search-words.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { pageOf } from './answer-fields.ts';
import { countFacets, customerFilters, facets, filtersSql, filterValues } from './customer-filters.ts';
import { customerLine } from './customer-line.ts';
import { afterPlace, type Keyset, keysetOrder, pageJson, placeIn, Values } from './keyset.ts';
import { cursor, limit, noFields } from './request-fields.ts';

const numbers = ['health', 'churn_risk', 'mrr', 'clv', 'annual_revenue', 'open_alerts'] as const;
const sorts = ['relevance', 'id', 'name', '-name', ...numbers, ...numbers.map((name) => `-${name}` as const)] as const;

const query = z.strictObject({
  q: z.string().trim().min(1).max(200).optional().describe('Beginnings of words of the name, or of the id, an account, or the domain'),
  ...customerFilters,
  sort: z
    .enum(sorts)
    .optional()
    .describe('What they are sorted by, with - the largest first (default: relevance for a search, else -churn_risk)'),
  limit,
  cursor,
  count: z.literal('1').optional().describe('1: tell how many there are'),
  facets: z.literal('1').optional().describe('1: tell how many each value of a filter would leave'),
});
type Query = z.output<typeof query>;

const keysetOf = (sort: (typeof sorts)[number]): Keyset => {
  const name = sort.replace('-', '');
  const base = { id: 'c.master_id', descending: sort.startsWith('-') };
  if (name === 'relevance') return { ...base, key: 'c.place', keyed: 'number' };
  if (name === 'id') return { ...base, key: 'c.master_id', keyed: 'text' };
  return { ...base, key: `c.${name}`, keyed: name === 'name' ? 'text' : 'number' };
};

/** Customers that were found, with how well. */
const foundSql = (found: Found, values: Values): string => {
  const [first, second, third] = [1, 2, 3].map((place) => `get_bit(CAST(${values.add(bitsOf(found, place))} AS BIT), n)`);
  return `(SELECT *, CAST(CASE WHEN ${first} = 1 THEN 1 WHEN ${second} = 1 THEN 2 ELSE 3 END AS DOUBLE) AS place FROM customer
    WHERE ${first} = 1 OR ${second} = 1 OR ${third} = 1)`;
};

/** Whom is looked among. */
const fromSql = (found: Found | undefined, values: Values): string => (found === undefined ? 'customer' : foundSql(found, values));

/** Whom a page is of: what is found, filtered and sorted by. */
interface Listed {
  readonly found: Found | undefined;
  readonly sort: (typeof sorts)[number];
  readonly place: Place | undefined;
}

/** Rows of a page, one more than is asked for, and how many there are in all. */
interface Rows {
  readonly rows: readonly (readonly unknown[])[];
  readonly total: number | undefined;
}

/** By the engine: any filter and order. */
const askedRows = async (snapshot: Snapshot, query: Query, unmasked: boolean, { found, sort, place }: Listed): Promise<Rows> => {
  const values = new Values();
  const from = fromSql(found, values);
  const filters = filtersSql(query, values);
  const counted =
    query.count === undefined ? undefined : await snapshot.rows(`SELECT COUNT(*) FROM ${from} c WHERE TRUE${filters}`, values.list);
  const keyset = keysetOf(sort);
  const after = afterPlace(keyset, place, values);
  const order = keysetOrder(keyset);
  // The lines of a list are long: only those of the page are read.
  const page = `SELECT c.n, c.master_id, ${keyset.key} AS sorted FROM ${from} c WHERE ${after}${filters} ${order} LIMIT ${query.limit + 1}`;
  const rows = await snapshot.rows(
    `SELECT d.${unmasked ? 'item' : 'item_masked'}, c.sorted, c.master_id FROM (${page}) c JOIN document d ON d.n = c.n
     ORDER BY c.sorted ${keyset.descending ? 'DESC' : 'ASC'} NULLS LAST, c.master_id ASC`,
    values.list,
  );
  return { rows, total: counted === undefined ? undefined : Number(counted[0]?.[0]) };
};

/** Numbers of statements are few: a list of customers is filled up to the next of these sizes. */
const sizes = [1, 6, 21, 101];

/** By the search index alone: whoever is found, the best first. */
const foundRows = async (snapshot: Snapshot, query: Query, unmasked: boolean, found: Found, place: Place | undefined): Promise<Rows> => {
  // Found ones stand in one of a few places: any other number would be counted up from for ever.
  if (place !== undefined && !foundPlaces.includes(Number(place.key))) throw badCursor();
  const total = query.count === undefined ? undefined : found.count;
  const [last] = place === undefined ? [] : await snapshot.rows('SELECT n FROM document WHERE master_id = $1', [place.id]);
  const after = place === undefined ? undefined : { place: Number(place.key), n: Number(last?.[0] ?? -1) };
  const page = foundPage(found, after, query.limit + 1);
  if (page.length === 0) return { rows: [], total };
  const size = sizes.find((one) => one >= page.length) ?? page.length;
  const wanted = Array.from({ length: size }, (_, at) => BigInt(page[at]?.n ?? -1));
  const rows = await snapshot.rows(
    `SELECT n, ${unmasked ? 'item' : 'item_masked'}, master_id FROM document WHERE n IN (${wanted.map((_, at) => `CAST($${at + 1} AS INTEGER)`).join(', ')})`,
    wanted,
  );
  const byNumber = new Map(rows.map(([n, item, id]) => [Number(n), [item, id] as const]));
  return { rows: page.flatMap(({ n, place: key }) => (byNumber.has(n) ? [[byNumber.get(n)?.[0], key, byNumber.get(n)?.[1]]] : [])), total };
};

/** `GET /api/customers` */
export const listCustomers = endpoint({
  path: '/api/customers',
  name: 'listCustomers',
  summary: 'Customers, searched, filtered and sorted',
  params: noFields,
  query,
  answer: pageOf(customerLine).extend({ facets: facets.optional().describe('Where facets=1 asked for them') }),
  problems: ['BAD_CURSOR', 'CURSOR_OUTDATED'],
  personal: true,
  reply: async (asked) => {
    const { query: given, snapshot, access } = asked;
    const { q, limit: most } = given;
    const { unmasked } = access;
    const sort = given.sort ?? (q === undefined ? '-churn_risk' : 'relevance');
    if (sort === 'relevance' && q === undefined)
      throw new ApiProblem('BAD_REQUEST', 'only a search can be sorted by relevance', {
        errors: [{ field: 'query.sort', detail: 'give q too' }],
      });
    if (sort.endsWith('name') && !unmasked)
      throw new ApiProblem('NOT_ALLOWED', 'names are personal data: sorting by them needs the scope unmask, or a role that has the right');
    const list = listName('customers', q, ...filterValues(given), sort, unmasked);
    const place = placeIn(asked, list);
    const found = q === undefined ? undefined : snapshot.contents.search.find(searchWords(q), unmasked);
    const isPlain = sort === 'relevance' && filterValues(given).every((value) => value === undefined);
    const { rows, total } =
      found !== undefined && isPlain
        ? await foundRows(snapshot, given, unmasked, found, place)
        : await askedRows(snapshot, given, unmasked, { found, sort, place });
    const counted = given.facets === undefined ? undefined : await countFacets(snapshot, given, (values) => fromSql(found, values));
    return { body: pageJson(rows, most, snapshot.tag, list, total, counted === undefined ? {} : { facets: counted }) };
  },
});
