import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { thresholdsOf, withThreshold } from './thresholds.ts';

const facts = [
  { name: 'churn_risk', label: 'Churn risk', unit: 'score' },
  { name: 'days_to_expiry', label: 'Days to expiry', unit: 'days' },
  { name: 'usage_growth', label: 'Growth of usage', unit: 'fraction' },
];
const when = {
  all: [{ gt: ['churn_risk', 70] }, { not: { lt: ['usage_growth', { number: '-0.3' }] } }, { between: ['days_to_expiry', 0, 90] }],
};

test('the numbers of a condition are told in the words and units of people', () => {
  expect(thresholdsOf(when, facts).map(({ label, value, unit }) => [label, value, unit])).toEqual([
    ['Churn risk is above', 70, 'of 100'],
    ['Growth of usage is below', -30, '%'],
    ['Days to expiry is between', 0, 'days'],
    ['Days to expiry and', 90, 'days'],
  ]);
  expect(thresholdsOf({ gte: [{ sub: ['churn_risk', 'usage_growth'] }, 15] }, facts)[0]?.label).toBe(
    'Churn risk − Growth of usage is at least',
  );
  expect(thresholdsOf({ eq: ['champion_left', true] }, facts)).toEqual([]);
});

test('a number that is put in is read back, whatever it is, and nothing else changes', () => {
  assert(
    property(integer({ min: 0, max: 3 }), integer({ min: -1000, max: 1000 }), (at, tenths) => {
      const before = thresholdsOf(when, facts);
      const value = tenths / 10;
      const after = thresholdsOf(withThreshold(when, before[at]!, value), facts);
      expect(after.map((one) => one.value)).toEqual(before.map((one, place) => (place === at ? value : one.value)));
      expect(after.map(({ path }) => path)).toEqual(before.map(({ path }) => path));
    }),
  );
  expect(withThreshold(when, thresholdsOf(when, facts)[0]!, 70)).toEqual(when);
});
