import { expect, test } from 'vitest';
import { ageText, dayText, timeText } from './dates.ts';
import { inWords, ruleText, valueText } from './value-text.ts';

test('a value is shown in its unit, whether it came as a number or as exact text', () => {
  const shown = (value: number | string | boolean, unit: string): string => valueText(value, unit, 'USD');
  expect([shown(0.2, 'fraction'), shown('0.2', 'fraction')]).toEqual(['20 %', '20 %']);
  expect([shown(1, 'days'), shown('30', 'days')]).toEqual(['1 day', '30 days']);
  expect([shown(true, 'flag'), shown('false', 'flag')]).toEqual(['Yes', 'No']);
  expect([shown(96.8, 'score'), shown('157793.42', 'money')]).toEqual(['96', 'US$157,793.42']);
  expect([shown('2026-10-02', 'date'), shown('historic', 'text')]).toEqual(['2 Oct 2026', 'historic']);
});

test('a value of a unit that came with a newer server is shown as it is', () => {
  expect([valueText(1.23456, 'parsecs', 'USD'), valueText('far', 'parsecs', 'USD')]).toEqual(['1.23', 'far']);
});

test('days stay the days they are, wherever one looks from', () => {
  expect(dayText('2026-10-02')).toBe('2 Oct 2026');
  expect(dayText('2026-10-02T23:59:59Z')).toBe('2 Oct 2026');
  expect([timeText('2026-10-02T00:00:00Z'), timeText('2026-10-02T08:05:00Z')]).toEqual(['', '08:05 UTC']);
});

test('data are as old as whole days have passed', () => {
  const at = (text: string): number => Date.parse(text);
  expect(ageText('2026-10-02', at('2026-10-02T23:00:00Z'))).toBe('today');
  expect(ageText('2026-10-02', at('2026-10-03T01:00:00Z'))).toBe('1 day old');
  expect(ageText('2026-10-02', at('2026-11-27T00:00:00Z'))).toBe('56 days old');
});

test('names of data are told in words', () => {
  expect([inWords('at_risk'), inWords('HIGH'), ruleText('R001'), ruleText('health_low')]).toEqual([
    'At risk',
    'High',
    'Rule R001',
    'Health low',
  ]);
});
