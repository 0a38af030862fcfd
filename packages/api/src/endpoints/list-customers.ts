import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { listName } from '../http/cursor.ts';
import { ApiProblem } from '../http/problem.ts';
import { searchRanges, type WordRange } from '../snapshot/search-sql.ts';
import { pageOf } from './answer-fields.ts';
import { customerLine } from './customer-line.ts';
import { afterPlace, type Keyset, keysetOrder, pageJson, placeIn, Values } from './keyset.ts';
import { cursor, limit, noFields, oneWord } from './request-fields.ts';

const numbers = ['health', 'churn_risk', 'mrr', 'clv', 'annual_revenue', 'open_alerts'] as const;
const sorts = ['relevance', 'id', 'name', '-name', ...numbers, ...numbers.map((name) => `-${name}` as const)] as const;

const query = z.strictObject({
  q: z.string().trim().min(1).max(200).optional().describe('Beginnings of words of the name, or of the id, an account, or the domain'),
  band: oneWord.optional().describe('Band of the health score, such as critical'),
  risk: oneWord.optional().describe('Band of the risk of churn, such as HIGH'),
  sort: z
    .enum(sorts)
    .optional()
    .describe('What they are sorted by, with - the largest first (default: relevance for a search, else -churn_risk)'),
  limit,
  cursor,
  count: z.literal('1').optional().describe('1: tell how many there are'),
});
type Query = z.output<typeof query>;

const keysetOf = (sort: (typeof sorts)[number]): Keyset => {
  const name = sort.replace('-', '');
  const base = { id: 'c.master_id', descending: sort.startsWith('-') };
  if (name === 'relevance') return { ...base, key: 'c.place', keyed: 'number' };
  if (name === 'id') return { ...base, key: 'c.master_id', keyed: 'text' };
  return { ...base, key: `c.${name}`, keyed: name === 'name' ? 'text' : 'number' };
};

const found = ({ from, until }: WordRange, unmasked: boolean, values: Values): string =>
  `FROM search WHERE word >= ${values.add(from)} AND word < ${values.add(until)}${unmasked ? '' : ' AND NOT personal'}`;

/** Who is searched for; customers all of whose words begin as the question says stand after those whose id or name does. */
const foundSql = (q: string, unmasked: boolean, values: Values): string => {
  const { whole, words } = searchRanges(q);
  const all = `SELECT master_id, CAST(place AS DOUBLE) AS place ${found(whole, unmasked, values)}`;
  const isOne = words.length === 0 || (words.length === 1 && words[0]?.from === whole.from);
  const each = isOne ? [] : words.map((word) => `SELECT master_id ${found(word, unmasked, values)}`);
  const both = isOne ? all : `${all} UNION ALL SELECT master_id, 3 AS place FROM (${each.join(' INTERSECT ')}) w`;
  return `(SELECT c.*, f.place FROM (SELECT master_id, MIN(place) AS place FROM (${both}) b GROUP BY master_id) f JOIN customer c ON c.master_id = f.master_id)`;
};

const filtersSql = ({ band, risk }: Query, values: Values): string =>
  [
    ...(band === undefined ? [] : [`c.band = ${values.add(band.toLowerCase())}`]),
    ...(risk === undefined ? [] : [`c.risk = ${values.add(risk.toLowerCase())}`]),
  ]
    .map((filter) => ` AND ${filter}`)
    .join('');

/** `GET /api/customers` */
export const listCustomers = endpoint({
  path: '/api/customers',
  name: 'listCustomers',
  summary: 'Customers, searched, filtered and sorted',
  params: noFields,
  query,
  answer: pageOf(customerLine),
  problems: ['BAD_CURSOR', 'CURSOR_OUTDATED'],
  personal: true,
  reply: async (asked) => {
    const { query: given, snapshot, access } = asked;
    const { q, band, risk, limit: most } = given;
    const { unmasked } = access;
    const sort = given.sort ?? (q === undefined ? '-churn_risk' : 'relevance');
    if (sort === 'relevance' && q === undefined)
      throw new ApiProblem('BAD_REQUEST', 'only a search can be sorted by relevance', {
        errors: [{ field: 'query.sort', detail: 'give q too' }],
      });
    if (sort.endsWith('name') && !unmasked)
      throw new ApiProblem('NOT_ALLOWED', 'names are personal data: sorting by them needs the scope unmask, or a role that has the right');
    const list = listName('customers', q, band, risk, sort, unmasked);
    const values = new Values();
    const from = q === undefined ? 'customer' : foundSql(q, unmasked, values);
    const filters = filtersSql(given, values);
    const counted =
      given.count === undefined ? undefined : await snapshot.rows(`SELECT COUNT(*) FROM ${from} c WHERE TRUE${filters}`, values.list);
    const keyset = keysetOf(sort);
    const after = afterPlace(keyset, placeIn(asked, list), values);
    const rows = await snapshot.rows(
      `SELECT c.${unmasked ? 'item' : 'item_masked'}, ${keyset.key}, ${keyset.id} FROM ${from} c WHERE ${after}${filters} ${keysetOrder(keyset)} LIMIT ${most + 1}`,
      values.list,
    );
    return { body: pageJson(rows, most, snapshot.tag, list, counted === undefined ? undefined : Number(counted[0]?.[0])) };
  },
});
