import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { companyNames, countries } from './company-names.fixture.ts';
import { takeApart } from './name-parts.ts';

const runs = { numRuns: process.env['AUDIT_TEST_DEEP'] === '1' ? 100_000 : 3_000 };

test('a name with a letter or a digit keeps a word, whatever is stripped', () => {
  fc.assert(
    fc.property(companyNames, countries, (name, country) => {
      const { tokens, skeleton } = takeApart(name, country);
      const isName = /[\p{L}\p{N}]/u.test(
        name
          .normalize('NFKC')
          .slice(0, 256)
          .replace(/[’‘'`´ʼʹ′]/gu, ''),
      );
      expect(!isName || tokens.length > 0).toBe(true);
      expect(tokens.every((token) => token !== '' && !token.includes(' '))).toBe(true);
      expect(skeleton.split(' ').filter((word) => word !== '')).toEqual(tokens.toSorted());
    }),
    runs,
  );
});

test('marks composed or not and more blanks change nothing', () => {
  fc.assert(
    fc.property(companyNames, (name) => {
      const parts = takeApart(name, 'DE');
      expect(takeApart(name.normalize('NFD'), 'DE')).toEqual(takeApart(name.normalize('NFC'), 'DE'));
      expect(takeApart(`  ${name}  `.replaceAll(' ', '  '), 'DE').plain).toEqual(parts.plain);
    }),
    runs,
  );
});

test('a core taken apart again is itself, unless its letters are a form, a place or a number at its new end', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('acme', 'müller', 'zenvalon', 'technologies', 'bros', 'soehne', '114', 'łódź', 'pharma'), {
        minLength: 1,
        maxLength: 6,
      }),
      (words) => {
        const { tokens, skeleton } = takeApart(words.join(' '), undefined);
        expect(takeApart(tokens.join(' '), undefined).tokens).toEqual(tokens);
        expect(takeApart(skeleton, undefined).skeleton).toBe(skeleton);
      },
    ),
    runs,
  );
});

test('the order of words does not reach the skeleton', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(['acme', 'zenvalon', 'foods', 'dental', 'smith', 'kjær'], { minLength: 2 }), (words) => {
      expect(takeApart(words.join(' '), undefined).skeleton).toBe(takeApart(words.toSorted().join(' '), undefined).skeleton);
    }),
    runs,
  );
});

test('characters after the 256th are not read', () => {
  fc.assert(
    fc.property(companyNames, fc.constantFrom('', ' - Berlin', ' Inc.', ' UK', 'é', ' 12'), (name, tail) => {
      const long = `${name} ${'x'.repeat(300)}`;
      expect(takeApart(long + tail, 'US')).toEqual(takeApart(long, 'US'));
    }),
    runs,
  );
});
