import { goldLineage } from '@audit/contract';
import { expect, test } from 'vitest';
import { customerColumns } from './customer-360.ts';
import { servedSources } from './served-sources.ts';

test('every column of a customer that is no fact tells what it is made of', () => {
  const told = customerColumns.filter((column) => !(column in goldLineage));
  expect(told.length).toBeGreaterThan(15);
  expect(told.filter((column) => (servedSources(column) ?? []).length === 0)).toEqual([]);
  expect(servedSources('churn_risk')).toBeUndefined();
});
