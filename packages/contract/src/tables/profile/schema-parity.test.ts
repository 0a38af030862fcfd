import { expect, test } from 'vitest';
import { customerProfileStandardized, deliveredColumns } from './bronze.ts';
import { leastParity, schemaParity } from './schema-parity.ts';
import { standardizedProfiles } from './silver.ts';
import { optionalViewColumns, upstreamViewColumns, upstreamViewNames, viewKind } from './upstream-view.ts';

const view = new Map(upstreamViewNames.map((name) => [name as string, viewKind(upstreamViewColumns[name])]));
const share = ({ same, of }: { readonly same: number; readonly of: number }): number => same / of;
const without = <T>(record: Readonly<Record<string, T>>, ...names: readonly string[]): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));

test('the view has the delivered columns, in their order, and the optional ones besides', () => {
  expect([...upstreamViewNames, ...optionalViewColumns]).toEqual(Object.keys(deliveredColumns));
});

test('more than 95 of 100 columns are the same in view, bronze and silver', () => {
  const { bronze, silver } = schemaParity(view);
  expect({ bronze: share(bronze), of: bronze.of }).toEqual({ bronze: 1, of: 25 });
  expect(share(silver)).toBeGreaterThanOrEqual(leastParity);
  expect(silver.differing).toEqual([]);
});

test('a column that a layer lost is named, and two of 25 are below the limit', () => {
  const { bronze, silver } = schemaParity(
    view,
    without(customerProfileStandardized.columns, 'nationality'),
    without(standardizedProfiles.columns, 'birthdate', 'source_of_income'),
  );
  expect(bronze).toEqual({ same: 24, of: 25, differing: ['nationality'] });
  expect(silver.differing).toEqual(['birthdate', 'source_of_income_list']);
  expect(share(silver)).toBeLessThan(leastParity);
});

test('a column more than the contract, or of another kind, counts against the view', () => {
  const { bronze, silver } = schemaParity(new Map([...view, ['birthdate', 'text'], ['shoe_size', 'text'], ['op', 'text']]));
  expect(bronze.differing).toEqual(['shoe_size']);
  expect(silver.differing).toEqual(['birthdate', 'shoe_size']);
});
