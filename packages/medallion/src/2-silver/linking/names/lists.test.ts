import { expect, test } from 'vitest';
import { canonicalWord } from './canonical-word.ts';
import { ambiguousForms, prefixForms, suffixForms } from './data/legal-forms.ts';
import { countryNames } from './data/geo-tags.ts';
import { wordVariants } from './data/word-variants.ts';
import { foldLetters } from './fold-text.ts';
import { listVersions } from './list-versions.ts';
import { takeApart } from './name-parts.ts';

test('every list names its version, a day', () => {
  expect(Object.values(listVersions).filter((version) => !/^20\d\d-\d\d-\d\d$/.test(version))).toEqual([]);
});

test('legal forms of 60 countries and more, written as names are read, each listed country a country', () => {
  const forms = [...Object.values(suffixForms), ...Object.values(prefixForms)].flatMap((list) => list.split(', '));
  expect(Object.keys(suffixForms).length).toBeGreaterThanOrEqual(60);
  expect(Object.keys(suffixForms).filter((country) => !(country in countryNames))).toEqual([]);
  expect(forms.filter((form) => form !== foldLetters(form))).toEqual([]);
  const compact = new Set(forms.map((form) => form.replaceAll(' ', '')));
  expect(ambiguousForms.trim().split(/\s+/u).filter((form) => !compact.has(form))).toEqual([]); // prettier-ignore
});

test('every form of a country is stripped from a name there, unless it is a place as well', () => {
  const kept = Object.entries(suffixForms).flatMap(([country, list]) =>
    list
      .split(', ')
      .filter((form) => takeApart(`Zenvalon Kwerty ${form}`, country).skeleton !== 'kwerty zenvalon')
      .map((form) => `${country} ${form}`),
  );
  expect(kept).toEqual([]);
});

test('no word stands for two, and the word that stands for others is not one of them', () => {
  const lines = wordVariants.trim().split('\n').map((line) => line.split(':').map((part) => part.trim())); // prettier-ignore
  const variants = lines.flatMap(([, others = '']) => others.split(' '));
  expect(variants.filter((word, at) => variants.indexOf(word) !== at)).toEqual([]);
  expect(variants.map(canonicalWord).filter((word) => canonicalWord(word) !== word)).toEqual([]);
});

test('every country is a tag of place', () => {
  const kept = Object.entries(countryNames).flatMap(([country, names]) =>
    names
      .split(', ')
      .filter((name) => takeApart(`Zenvalon Kwerty ${name}`, country).skeleton !== 'kwerty zenvalon')
      .map((name) => `${country} ${name}`),
  );
  expect(kept).toEqual([]);
});
