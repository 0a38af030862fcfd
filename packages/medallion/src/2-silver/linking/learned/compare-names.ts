import type { WordFrequencies } from '../names/is-generic.ts';
import type { NameParts } from '../names/name-parts.ts';
import { isAcronym } from '../rules/name-facts.ts';
import { plainDistance } from '../similarity/plain-distance.ts';
import { residualWords } from '../similarity/residual-words.ts';

/** How two names stand to each other, word by word. */
export const nameKinds = [
  'equal',
  'one typo',
  'more typos',
  'one word more',
  'more words more',
  'initials',
  'different words',
  'nothing',
] as const;
export type NameKind = (typeof nameKinds)[number];

/** A comparison of two names. */
export interface ComparedNames {
  readonly kind: NameKind;
  /** Information in the words both have, in nats: how surprising it is that they meet in two names. */
  readonly common: number;
  /** Information in the words only one has, in nats. */
  readonly rest: number;
}

const unseenNats = 9;
const shortestWithTypo = 5;
const shortestWithTwo = 8;

const isTypo = (a: string, b: string): boolean => {
  const [shorter, longer] = a.length < b.length ? [a.length, b.length] : [b.length, a.length];
  if (longer < shortestWithTypo || longer - shorter > 2 || shorter < shortestWithTypo - 1) return false;
  const distance = plainDistance(a, b);
  return distance <= 1 || (distance === 2 && shorter >= shortestWithTwo);
};

/** Compares names; the corpus says how much each of their words tells. */
export const nameComparer = (frequencies: WordFrequencies): ((a: NameParts, b: NameParts) => ComparedNames) => {
  const nats = (word: string): number => {
    const holders = frequencies.of(word);
    return holders === 0 ? unseenNats : Math.log(frequencies.names / holders);
  };
  const sum = (words: readonly string[]): number => words.reduce((total, word) => total + nats(word), 0);
  return (a, b) => {
    const { left, right, shared } = residualWords(a.tokens, b.tokens);
    const [rest, others] = [[...left], [...right]];
    let [common, typos] = [sum(shared), 0];
    for (const word of left) {
      const at = others.findIndex((other) => isTypo(word, other));
      if (at === -1) continue;
      const [other] = others.splice(at, 1);
      rest.splice(rest.indexOf(word), 1);
      // The right spelling is the more frequent one.
      common += Math.min(nats(word), nats(other ?? word), unseenNats);
      typos++;
    }
    const more = rest.length + others.length;
    const hasCommon = shared.length + typos > 0;
    const kind = kindOf({ more, typos, hasCommon, isOneSided: rest.length === 0 || others.length === 0 });
    const isInitialsOf = kind !== 'equal' && (isAcronym(a.acronym, a.tokens, b.tokens) || isAcronym(b.acronym, b.tokens, a.tokens));
    return { kind: isInitialsOf ? 'initials' : kind, common, rest: sum(rest) + sum(others) };
  };
};

const kindOf = (of: {
  readonly more: number;
  readonly typos: number;
  readonly hasCommon: boolean;
  readonly isOneSided: boolean;
}): NameKind => {
  if (of.more === 0) return of.typos === 0 ? 'equal' : of.typos === 1 ? 'one typo' : 'more typos';
  if (!of.hasCommon) return 'nothing';
  if (of.isOneSided) return of.more === 1 ? 'one word more' : 'more words more';
  return 'different words';
};
