import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { companyNames } from '../names/company-names.fixture.ts';
import { countWords } from '../names/count-words.ts';
import { takeApart } from '../names/name-parts.ts';
import { Aligner } from './aligner.ts';
import { encodeNames } from './encode-names.ts';
import { nameSimilarity } from './name-similarity.ts';
import { plainDistance } from './plain-distance.ts';
import { scorePairs } from './score-pairs.ts';
import { ScoringThreads } from './scoring-threads.ts';

const isDeep = process.env['AUDIT_TEST_DEEP'] === '1';

const codes = (text: string): Uint16Array => Uint16Array.from(text, (letter) => letter.charCodeAt(0));
const texts = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 200 }) },
);

test('the aligner finds the distance of the definition, or tells that it is above the limit', () => {
  const aligner = new Aligner(128, 256);
  fc.assert(
    fc.property(texts, texts, fc.nat(250), (a, b, limit) => {
      aligner.first(codes(a), 0, a.length);
      aligner.second(codes(b), 0, b.length);
      const [found, distance] = [aligner.distance(limit), plainDistance(a, b)];
      expect(distance <= limit ? found : found > limit).toBe(distance <= limit ? distance : true);
    }),
    { numRuns: isDeep ? 100_000 : 2_000 },
  );
});

test('the fast scorer gives exactly the similarity of the definition, at every floor', () => {
  fc.assert(
    fc.property(fc.array(companyNames, { minLength: 2, maxLength: 12 }), fc.constantFrom(0, 50, 69, 70, 85, 91, 100), (names, floor) => {
      // Also each name with one letter dropped, so that near names are common.
      const parts = [...names, ...names.map((name) => name.slice(0, 4) + name.slice(5))].map((name) => takeApart(name, 'US'));
      const frequencies = countWords(parts);
      const pairs = parts.flatMap((_, a) => parts.map((_, b) => [a, b] as const));
      const left = Int32Array.from(pairs, ([a]) => a);
      const right = Int32Array.from(pairs, ([, b]) => b);
      const scores = pairs.map(([a, b]) => nameSimilarity(parts[a]!, parts[b]!, frequencies).score);
      expect([...scorePairs(encodeNames(parts, frequencies), left, right, floor)]).toEqual(
        scores.map((score) => (score < floor ? 0 : score)),
      );
    }),
    { numRuns: isDeep ? 5_000 : 100 },
  );
});

test('letters beyond the first plane are scored alike too', () => {
  const parts = ['𐓫𘦠ヷ𓀣ᆅᠫ', '𐓫𘦠゙𓀣ᆅᠫ'].map((name) => takeApart(name, undefined));
  const score = nameSimilarity(parts[0]!, parts[1]!, countWords(parts)).score;
  expect([...scorePairs(encodeNames(parts, countWords(parts)), Int32Array.of(0), Int32Array.of(1), 0)]).toEqual([score]);
});

test('similarity is symmetric, between 0 and 100, and 100 for one skeleton only', () => {
  fc.assert(
    fc.property(companyNames, companyNames, (one, other) => {
      const [a, b] = [takeApart(one, 'DE'), takeApart(other, 'DE')];
      const frequencies = countWords([a, b]);
      const { score, gates } = nameSimilarity(a, b, frequencies);
      expect(nameSimilarity(b, a, frequencies)).toMatchObject({ score, gates });
      expect(score >= 0 && score <= 100).toBe(true);
      expect(score === 100).toBe(a.skeleton === b.skeleton && a.skeleton !== '');
    }),
    { numRuns: isDeep ? 100_000 : 2_000 },
  );
});

test('threads score as one does, more threads than pairs too', async () => {
  const names = fc.sample(companyNames, { numRuns: 60, seed: 7 }).map((name) => takeApart(name, 'US'));
  const encoded = encodeNames(names, countWords(names));
  const shared = (of: (pair: number) => number, count: number): Int32Array => {
    const numbers = new Int32Array(new SharedArrayBuffer(4 * count));
    return numbers.map((_, pair) => of(pair));
  };
  await using threads = new ScoringThreads(encoded, 3);
  for (const count of [0, 1, 2, 3600]) {
    const [left, right] = [shared((pair) => pair % 60, count), shared((pair) => Math.floor(pair / 60), count)];
    expect([...(await threads.score(left, right, 50))]).toEqual([...scorePairs(encoded, left, right, 50)]);
  }
});
