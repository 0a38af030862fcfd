import { expect, test } from 'vitest';
import { countWords, noFrequencies } from './count-words.ts';
import { isGeneric } from './is-generic.ts';
import { takeApart } from './name-parts.ts';

const generic = (name: string): boolean => isGeneric(takeApart(name, undefined), noFrequencies);

test.each([
  'First National Bank',
  'Apex Solutions',
  'Müller GmbH',
  'Smith & Sons',
  'Wang Brothers',
  'Company',
  'Coop',
  'AMBA',
  'Global Trading Co.',
  'Delta',
  'Capital Fund 2',
  'Tan',
])('"%s" may be any company', (name) => expect(generic(name)).toBe(true));

test.each([
  'Zenvalon',
  'Siemens',
  'Johnson & Johnson',
  'Smith Taylor',
  'Smith Foods',
  'Area 51 Media',
  '3M',
  'Łódź Steel',
  'Boeing',
  'Ромашка',
])('"%s" is one company', (name) => expect(generic(name)).toBe(false));

test('a word is common by its share of distinct names, however many accounts carry one of them', () => {
  const branches = Array.from({ length: 1000 }, () => takeApart('Zenvalon Logistics', 'US'));
  const others = Array.from({ length: 1000 }, (_, at) => takeApart(`Kwerty Foods ${at}x`, 'US'));
  const frequencies = countWords([...branches, ...others]);
  expect(frequencies.names).toBe(1001);
  expect([frequencies.of('zenvalon'), frequencies.of('kwerty'), frequencies.of('nowhere')]).toEqual([1, 1000, 0]);
  expect(isGeneric(takeApart('Zenvalon', 'US'), frequencies)).toBe(false);
  expect(isGeneric(takeApart('Kwerty Foods', 'US'), frequencies)).toBe(true);
});

test('in a small corpus no word becomes common by its share', () => {
  const frequencies = countWords(Array.from({ length: 200 }, (_, at) => takeApart(`Philips Works ${at}x`, 'NL')));
  expect(isGeneric(takeApart('Philips', 'NL'), frequencies)).toBe(false);
});
