import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { foundPage, searchArrays, SearchIndex, type WordBlock } from './search-index.ts';
import { searchWords } from './search-words.ts';

const letters = fc.stringMatching(/^[a-cé߀]{1,4}$/u);
const customers = fc.array(fc.record({ id: letters, name: fc.array(letters, { minLength: 1, maxLength: 3 }) }), {
  minLength: 1,
  maxLength: 20,
});

interface Word {
  readonly word: string;
  readonly n: number;
  readonly kind: number;
}

/** Words as the SQL makes them. */
const wordsOf = (all: readonly { readonly id: string; readonly name: readonly string[] }[]): readonly Word[] =>
  all.flatMap(({ id, name }, n) => [
    { word: id, n, kind: 1 },
    { word: name.join(' '), n, kind: 5 },
    ...name.map((word) => ({ word, n, kind: 6 })),
  ]);

const blocksOf = (words: readonly Word[], size: number): readonly WordBlock[] => {
  const sorted = words.toSorted((left, right) => Buffer.compare(Buffer.from(left.word), Buffer.from(right.word)) || left.n - right.n);
  return Array.from({ length: Math.ceil(sorted.length / size) }, (_, at) => sorted.slice(at * size, (at + 1) * size)).map((part) => ({
    words: part.map(({ word }) => word).join('\n'),
    customers: part.map(({ n }) => n).join(','),
    kinds: part.map(({ kind }) => kind).join(''),
  }));
};

test('who is found, and how well, is what looking through every word of everybody finds; pages of any size are all of them', () => {
  fc.assert(
    fc.property(
      customers,
      fc.array(letters, { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 7 }),
      fc.constantFrom(0, 2, 1000),
      (all, asked, unmasked, size, fewAtMost) => {
        // The words of the index are made as those of a question are.
        const plain = all.map(({ id, name }) => ({ id: searchWords(id).whole, name: name.map((word) => searchWords(word).whole) }));
        const words = wordsOf(plain).filter(({ word }) => word !== '');
        const question = searchWords(asked.join(' '));
        const expected = plain.map((_, n) => {
          const own = words.filter((word) => word.n === n && (unmasked || word.kind < 4));
          const whole = own.filter(({ word }) => word.startsWith(question.whole)).map(({ kind }) => kind % 4);
          if (whole.length > 0) return Math.min(...whole);
          return question.each.length > 0 && question.each.every((part) => own.some(({ word }) => word.startsWith(part))) ? 3 : 0;
        });
        const index = new SearchIndex(searchArrays(all.length, blocksOf(words, size)), fewAtMost);
        index.find(searchWords(all[0]!.name.join(' ')), unmasked);
        const found = index.find(question, unmasked);
        expect(all.map((_, n) => 1 + found.byPlace.findIndex((numbers) => numbers.includes(n)))).toEqual(expected);
        expect(found.count).toBe(expected.filter((place) => place > 0).length);
        const walked: { readonly n: number; readonly place: number }[] = [];
        for (let page = foundPage(found, undefined, size); page.length > 0; page = foundPage(found, page.at(-1), size))
          walked.push(...page);
        const order = expected
          .flatMap((place, n) => (place === 0 ? [] : [{ n, place }]))
          .toSorted((left, right) => left.place - right.place || left.n - right.n);
        expect(walked).toEqual(order);
      },
    ),
    { numRuns: 200 },
  );
});
