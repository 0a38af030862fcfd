import { z } from 'zod';
import type { SnapshotValue } from '@audit/warehouse';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { count } from './answer-fields.ts';
import { Values } from './keyset.ts';
import { oneWord } from './request-fields.ts';

const wholeText = z.string().min(1).max(128);

/** What a list of customers may be narrowed by, as parameters. */
export const customerFilters = {
  band: oneWord.optional().describe('Band of the health score, such as critical'),
  risk: oneWord.optional().describe('Band of the risk of churn, such as HIGH'),
  country: wholeText.optional().describe('Country, as lines of the list have it'),
  segment: wholeText.optional().describe('Segment, as lines of the list have it'),
};

type Name = keyof typeof customerFilters;
const names: readonly Name[] = ['band', 'risk', 'country', 'segment'];

/** The filters of a request. */
export type CustomerFilters = Readonly<Partial<Record<Name, string | undefined>>>;

/** Values of the filters, to name a list by. */
export const filterValues = (given: CustomerFilters): readonly (string | undefined)[] => names.map((name) => given[name]);

const wanted = (name: Name, value: string): SnapshotValue => (name === 'band' || name === 'risk' ? value.toLowerCase() : value);

/** SQL that narrows customers `c`. @param except a filter that is left out */
export const filtersSql = (given: CustomerFilters, values: Values, except?: Name): string =>
  names
    .flatMap((name) => {
      const value = given[name];
      return value === undefined || name === except ? [] : [` AND c.${name} = ${values.add(wanted(name, value))}`];
    })
    .join('');

/** Of an answer: how many customers each value of a filter would leave, the other filters as they are. */
export const facets = z.record(z.enum(names), z.array(z.strictObject({ value: z.string(), customers: count })));

/**
 * Counts what each value of each filter would leave; values the customers do not have are not told of.
 *
 * @param from SQL of whom is looked among, which adds its values
 */
export const countFacets = async (snapshot: Snapshot, given: CustomerFilters, from: (values: Values) => string): Promise<string> => {
  const values = new Values();
  const relation = from(values);
  const counted = names.map(
    (name) =>
      `SELECT '${name}' AS facet, c.${name} AS value, COUNT(*) AS customers FROM ${relation} c
       WHERE c.${name} IS NOT NULL${filtersSql(given, values, name)} GROUP BY c.${name}`,
  );
  const rows = await snapshot.rows(`${counted.join(' UNION ALL ')} ORDER BY facet, customers DESC, value`, values.list);
  const of = (facet: Name): readonly object[] =>
    rows.flatMap(([name, value, customers]) => (name === facet ? [{ value: String(value), customers: Number(customers) }] : []));
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, of(name)])));
};
