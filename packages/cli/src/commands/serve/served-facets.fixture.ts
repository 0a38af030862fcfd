import { expect } from 'vitest';
import type { ServedLake } from './served-lake.fixture.ts';

interface Faceted {
  readonly items: readonly unknown[];
  readonly facets: Readonly<Record<string, readonly { readonly value: string; readonly customers: number }[]>>;
}

/** For tests: each count of a facet is that of the customers it leads to; filters are values, not SQL. */
export const lookAtFacets = async ({ get }: ServedLake): Promise<void> => {
  const ask = async (query: string): Promise<Faceted> => (await get(`/api/customers?facets=1${query}`)).json as Faceted;
  const { facets } = await ask('');
  expect(Object.keys(facets)).toEqual(['band', 'risk', 'country', 'segment']);
  for (const [name, values] of Object.entries(facets))
    for (const { value, customers } of values) {
      const narrowed = await ask(`&${name}=${encodeURIComponent(value)}`);
      expect([name, value, narrowed.items.length, narrowed.facets[name]]).toEqual([name, value, customers, values]);
    }
  expect(facets['country']?.length).toBeGreaterThan(1);
  expect((await ask('&q=001h00000000002')).facets['band']).toEqual([{ value: 'healthy', customers: 1 }]);
  expect((await ask(`&country=${encodeURIComponent("x' OR TRUE --")}`)).items).toEqual([]);
};
