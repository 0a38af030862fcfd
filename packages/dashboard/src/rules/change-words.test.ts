import { expect, test } from 'vitest';
import { changeWords, sortChanges } from './change-words.ts';

const change = (what: 'band' | 'outcome', before: string, after: string, customers = 1) => ({
  of: 'R001',
  what,
  before,
  after,
  customers,
  examples: [],
});

test('a change is told by what it means for a customer', () => {
  expect(changeWords(change('outcome', 'not_fired', 'fired'))).toBe('would fire');
  expect(changeWords(change('outcome', 'fired', 'not_fired'))).toBe('would not fire any more');
  expect(changeWords(change('outcome', 'undecidable', 'not_fired'))).toBe('would be decided: it would not fire');
  expect(changeWords(change('band', 'at_risk', 'critical'))).toBe('from at risk to critical');
});

test('who begins comes before who ceases, bands last', () => {
  const [band, ceases, few, many] = [
    change('band', 'a', 'b', 9),
    change('outcome', 'fired', 'not_fired'),
    change('outcome', 'not_fired', 'fired'),
    change('outcome', 'not_fired', 'fired', 2),
  ];
  expect(sortChanges([band, ceases, few, many])).toEqual([many, few, ceases, band]);
});
