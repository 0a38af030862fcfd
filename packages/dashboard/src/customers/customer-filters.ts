import type { CustomerPage, CustomersQuery } from '../api/customer360.ts';
import { countryText } from '../format/country-text.ts';
import { countText } from '../format/numbers.ts';
import { inWords } from '../format/value-text.ts';

/** What customers are narrowed by; their names are those of the address and of the API. */
export const filters = [
  { name: 'band', label: 'Health', text: inWords },
  { name: 'risk', label: 'Churn risk', text: inWords },
  { name: 'country', label: 'Country', text: countryText },
  { name: 'segment', label: 'Segment', text: (segment: string) => segment },
] as const;

const sorts = [
  ['-churn_risk', 'Highest churn risk'],
  ['churn_risk', 'Lowest churn risk'],
  ['health', 'Lowest health'],
  ['-health', 'Highest health'],
  ['-mrr', 'Highest MRR'],
  ['mrr', 'Lowest MRR'],
  ['-clv', 'Highest CLV'],
  ['clv', 'Lowest CLV'],
  ['-annual_revenue', 'Highest revenue'],
  ['-open_alerts', 'Most alerts'],
  ['open_alerts', 'Fewest alerts'],
] as const;

/** Orders there are; the best match only while something is looked for. */
export const sortOptions = (isSearch: boolean): readonly (readonly [string, string])[] =>
  isSearch ? [['relevance', 'Best match'], ...sorts] : sorts;

/** What the address asks for; an order it does not know is the usual one. */
export const askedOf = (search: URLSearchParams): Omit<CustomersQuery, 'cursor'> => {
  const words = search.get('q')?.trim() ?? '';
  const sort = sortOptions(words !== '').find(([name]) => name === search.get('sort'))?.[0] as CustomersQuery['sort'];
  const given = filters.flatMap(({ name }) => {
    const value = search.get(name) ?? '';
    return value === '' ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(given),
    ...(words === '' ? {} : { q: words.slice(0, 200) }),
    sort: sort ?? (words === '' ? '-churn_risk' : 'relevance'),
  };
};

/** Choices of a filter with how many customers each leaves; the chosen one stays though it leaves nobody. */
export const facetOptions = (
  { name, text }: (typeof filters)[number],
  facets: CustomerPage['facets'],
  chosen: string,
): readonly (readonly [string, string])[] => {
  const values = facets?.[name] ?? [];
  const known = values.map(({ value, customers }) => [value, `${text(value)} (${countText(customers)})`] as const);
  const isThere = chosen === '' || values.some(({ value }) => value === chosen);
  return [['', 'Any'], ...(isThere ? known : [[chosen, text(chosen)] as const, ...known])];
};
