import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeText, numberNodes } from '../candidates/name-nodes.ts';
import { companyNames, countries } from '../names/company-names.fixture.ts';
import { countWords } from '../names/count-words.ts';
import { takeApart } from '../names/name-parts.ts';
import { relationByName } from './relation-by-name.ts';
import { unrelatedNames } from './unrelated-names.ts';

test('names told apart by numbers are different after a closer look, in whatever countries', () => {
  let [told, different] = [0, 0];
  fc.assert(
    fc.property(fc.array(companyNames, { minLength: 6, maxLength: 12 }), countries, countries, (names, here, there) => {
      // Each name also with another end, and with a letter less, so that some words are shared.
      const all = [...names, ...names.map((name) => `${name} Foods`), ...names.map((name) => `${name.slice(0, 4)}${name.slice(5)} Steel`)];
      const parts = [...new Map(all.map((name) => takeApart(name, here)).map((one) => [nodeText(one), one])).values()];
      const nodes = numberNodes(parts.filter(({ tokens }) => tokens.length > 0));
      const frequencies = countWords(nodes.parts);
      const unrelated = unrelatedNames(nodes);
      nodes.parts.forEach((a, left) => {
        nodes.parts.forEach((b, right) => {
          if (left === right || a.script !== b.script) return;
          const { relation } = relationByName(a, b, frequencies, [here ?? '', there ?? '']);
          if (relation === 'different') different++;
          if (!unrelated(left, right)) return;
          told++;
          expect([a.plain, b.plain, relation]).toEqual([a.plain, b.plain, 'different']);
        });
      });
    }),
    { numRuns: process.env['AUDIT_TEST_DEEP'] === '1' ? 2_000 : 40 },
  );
  expect(told).toBeGreaterThan(different / 4);
});
