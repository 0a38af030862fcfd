import { expect, test } from 'vitest';
import { didYouMean, nearest } from './nearest.ts';

const tables = ['gold_orders', 'silver_transaction_lines', 'ops_quarantine'];

test('a swapped, missing or wrong letter still finds the word', () => {
  expect(nearest('gold_odrers', tables)).toBe('gold_orders');
  expect(nearest('gold_order', tables)).toBe('gold_orders');
  expect(nearest('Gold_Orders', tables)).toBe('gold_orders');
});

test('a word that is near to nothing gets no suggestion', () => {
  expect(nearest('weather', tables)).toBeUndefined();
  expect(didYouMean('weather', tables)).toBe('');
});

test('of two near words the nearer is meant', () => {
  expect(didYouMean('quarantin', ['quarantined', 'quarantine'])).toBe('; did you mean "quarantine"?');
});

test.each([
  ['tabel', 'table', 'two letters swapped'],
  ['ab', 'ba', 'two letters swapped, all there are'],
  ['shw', 'show', 'a letter missing'],
  ['shhow', 'show', 'a letter too many'],
  ['xhow', 'show', 'a wrong letter at the beginning'],
  ['shox', 'show', 'a wrong letter at the end'],
  ['evrfiy', 'verify', 'two swaps in a longer word'],
])('%s is meant to be %s: %s', (word, meant) => {
  expect(nearest(word, [meant])).toBe(meant);
});

test.each([
  ['abc', 'cba'],
  ['show', 'shoals'],
  ['show', 'sow it'],
  ['shw', 'hsow'],
  ['', 'show'],
])('"%s" is not near enough to %s', (word, candidate) => {
  expect(nearest(word, [candidate])).toBeUndefined();
});

test('of two equally near words the first is meant', () => {
  expect(nearest('cat', ['bat', 'rat'])).toBe('bat');
});
