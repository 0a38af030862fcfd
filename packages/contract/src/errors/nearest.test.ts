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
