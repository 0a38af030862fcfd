import { expect, test } from 'vitest';
import { noFrequencies } from '../names/count-words.ts';
import { takeApart } from '../names/name-parts.ts';
import { nameSimilarity } from './name-similarity.ts';

const similarity = (a: string, b: string) => nameSimilarity(takeApart(a, 'US'), takeApart(b, 'US'), noFrequencies);

test.each([
  ['Smith Brothers Foods', 'Foods Smith Brothers', 100, ''],
  ['IBM', 'International Business Machines', 100, ''],
  ['Zenvalon Logistics', 'Zenvaln Logistics', 94, 'typo'],
  ['Swift Steel Works', 'Switf Steel Works', 94, 'typo'],
  ['Kwerty Health Care', 'Kwerty Healthcare', 94, 'typo'],
  ['Zenvalonix', 'Zenvalonx', 90, 'typo'],
  ['Delta Air Lines', 'Delta Dental', 69, 'cap'],
  ['Bank of the West', 'Bank of the East', 69, 'opposites'],
  ['Northern Trust', 'Southern Trust', 69, 'opposites'],
  ['Meridian Capital Fund II', 'Meridian Capital Fund III', 69, 'numbers'],
  ['Store 114 Retail', 'Store 141 Retail', 69, 'numbers'],
  ['Zenvalon Store 1', 'Zenvalon Store', 69, 'numbers'],
  ['SAP', 'SAS', 69, 'short'],
  ['First National Bank', 'First Republic Bank', 69, 'generic'],
  ['Hitachi Solutions', 'Hitachi Systems', 84, 'residual'],
  ['Telia', 'Delia', 84, 'residual'],
  ['Zenvalon', 'Xenvalon', 84, 'residual'],
  ['Corporix', 'Corvorix', 84, 'residual'],
  ['Deutsche Bank', 'Deutsche Bahn', 84, 'residual'],
  ['Jansen Foods', 'Hansen Foods', 84, 'residual'],
  ['ABC Logistics', 'ABD Logistics', 84, 'residual'],
  ['Siemens', 'Siemens Healthineers', 84, 'one-sided'],
])('"%s" and "%s" score at most %i, by %s', (a, b, most, gate) => {
  const { score, gates } = similarity(a, b);
  expect(score).toBeLessThanOrEqual(most);
  if (gate === 'typo' || most === 100) expect(score).toBeGreaterThanOrEqual(90);
  if (!['', 'cap'].includes(gate)) expect(gates).toContain(gate);
});

test('one word more on one side costs its letters when it is common, and holds the score down when it is not', () => {
  expect(similarity('Kwertyuiop Asdfghjkl Zxcvbnm Foods', 'Kwertyuiop Asdfghjkl Zxcvbnm').gates).toEqual([]);
  expect(similarity('Kwertyuiop Asdfghjkl Zxcvbnm Qaz', 'Kwertyuiop Asdfghjkl Zxcvbnm')).toMatchObject({ score: 84, gates: ['one-sided'] });
});

test('scores are rounded down from whole numbers: 84.6 % is 84', () => {
  expect(similarity('Kwertyuiopa Asdfghjklz Food', 'Kwertyuiopa Asdfghjklz')).toEqual({ score: 81, gates: [], distance: 5, length: 27 });
  expect(similarity('Kwertyuiopas Asdfghjkl Zxc Tax', 'Kwertyuiopas Asdfghjkl Zxc')).toMatchObject({ score: 86, distance: 4, length: 30 });
  expect(similarity('Kwertyuiop Asdfghj Zxc Bar', 'Kwertyuiop Asdfghj Zxc')).toMatchObject({ score: 84, distance: 4, length: 26 });
});

test('names without a letter are like nothing, not even each other', () => {
  expect(similarity('?', '!').score).toBe(0);
});
