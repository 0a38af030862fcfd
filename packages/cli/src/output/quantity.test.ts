import { expect, test } from 'vitest';
import { byteSize, counted, duration, grouped, span } from './quantity.ts';

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

test('a time span is told in its two largest units', () => {
  expect([93_784_000_000, 3_600_000_000, 3_599_999_999, 61_000_000].map(span)).toEqual([
    '1 d 2 h',
    '1 h 0 min',
    '59 min 59 s',
    '1 min 1 s',
  ]);
  expect([59_500_000, 1, 0, -1_500_000, -90_000_000_000].map(span)).toEqual(['59.5 s', '0.000001 s', '0 s', '-1.5 s', '-1 d 1 h']);
});
