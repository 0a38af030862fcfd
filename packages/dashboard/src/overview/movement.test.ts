import { expect, test } from 'vitest';
import { movementText } from './movement.ts';

test('a movement has its sign and the unit of its figure; none at all is said, and of what is not known there is none', () => {
  expect(movementText(26_777.38, 26_700, 'money', 'USD')).toBe('+US$77.38');
  expect(movementText(55.749, 56.193, 'score', '')).toBe('−0.4');
  expect(movementText(0.25, 0.2, 'fraction', '')).toBe('+5 %');
  expect(movementText(0.1 + 0.2, 0.3, 'money', 'USD')).toBe('±0');
  expect(movementText(5, 7, 'count', '')).toBe('−2');
  expect(movementText(null, 7, 'count', '')).toBeUndefined();
});
