import { expect, test } from 'vitest';
import { byteSize, counted, duration, grouped } from './quantity.ts';

test('counts are grouped by thousands', () => {
  expect([0, 999, 1000, 1_234_567].map(grouped)).toEqual(['0', '999', '1,000', '1,234,567']);
  expect(grouped(12_345_678_901_234_567_890n)).toBe('12,345,678,901,234,567,890');
});

test('one thing is named in the singular', () => {
  expect([counted(1, 'order'), counted(2n, 'order'), counted(0, 'entry', 'entries')]).toEqual(['1 order', '2 orders', '0 entries']);
});

test('sizes and durations have a unit a person reads at a glance', () => {
  expect([0, 999, 1000, 1_500_000, 2e13].map(byteSize)).toEqual(['0 B', '999 B', '1.0 kB', '1.5 MB', '20.0 TB']);
  expect([0.04, 59.9, 83.2].map(duration)).toEqual(['0.0 s', '59.9 s', '1 min 23 s']);
});
