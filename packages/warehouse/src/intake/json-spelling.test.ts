import { expect, test } from 'vitest';
import { jsonSpelling } from './json-spelling.ts';

test('a value is given as the record spells it', () => {
  const raw = '{"a": "x\\u0041", "b": 12345678901234567890, "c": null, "d": {"t": [1]}, "e": 1.50}';
  expect(['a', 'b', 'c', 'd', 'e', 'f'].map((column) => jsonSpelling(raw, column))).toEqual([
    'xA',
    '12345678901234567890',
    null,
    '{"t":[1]}',
    '1.50',
    null,
  ]);
});

test('what is no whole JSON object gives nothing', () => {
  expect([null, '', 'a,b', '[1]', '{"a": "cut'].map((raw) => jsonSpelling(raw, 'a'))).toEqual([null, null, null, null, null]);
});
