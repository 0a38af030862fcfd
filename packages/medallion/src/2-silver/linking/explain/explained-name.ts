import type { Corpus } from '../intake/corpus.ts';
import type { NameParts } from '../names/name-parts.ts';
import type { WordFrequencies } from '../names/is-generic.ts';
import { type Gate, nameSimilarity } from '../similarity/name-similarity.ts';
import { type NameRelation, relationByName } from '../similarity/relation-by-name.ts';
import { residualWords } from '../similarity/residual-words.ts';

/** A name as it came, and taken apart. */
export interface ExplainedName {
  readonly as_it_came: string;
  readonly plain: string;
  /** Words that are compared, with how many names of all hold each. */
  readonly tokens: readonly { readonly word: string; readonly names: number }[];
  readonly legal_form: string;
  readonly geo_tag: string;
  readonly numbers: readonly string[];
  readonly acronym: string;
  readonly script: NameParts['script'];
}

/** How alike two names are, and what held that up or down. */
export interface ExplainedSimilarity {
  /** 0 to 100. */
  readonly score: number;
  /** Characters to change, of so many. */
  readonly distance: number;
  readonly length: number;
  readonly gates: readonly { readonly gate: Gate; readonly means: string }[];
  readonly shared_words: readonly string[];
  readonly words_of_a: readonly string[];
  readonly words_of_b: readonly string[];
  /** Any company may carry one of the names. */
  readonly generic: boolean;
  /** What names and countries alone say. */
  readonly by_name_alone: NameRelation;
}

const gateWords: Readonly<Record<Gate, string>> = {
  numbers: 'other numbers: 69 at most',
  residual: 'each goes on with words of its own: 84 at most',
  typo: 'one is the other misspelt: 90 at least',
  'one-sided': 'one goes on with words that name something: 84 at most',
  opposites: 'words that exclude each other: 69 at most',
  short: 'too short to be misspelt: 69 at most',
  generic: 'words of everybody on both sides: 69 at most',
};

export const explainedName = (raw: string, parts: NameParts, frequencies: WordFrequencies): ExplainedName => ({
  as_it_came: raw,
  plain: parts.plain,
  tokens: parts.tokens.map((word) => ({ word, names: frequencies.of(word) })),
  legal_form: parts.legalForm,
  geo_tag: parts.geoTag,
  numbers: parts.numbers,
  acronym: parts.acronym,
  script: parts.script,
});

export const explainedSimilarity = (
  { names, nameOf, frequencies, countries, country }: Corpus,
  a: number,
  b: number,
  generic: boolean,
): ExplainedSimilarity => {
  const [one, other] = [names[nameOf[a]!]!, names[nameOf[b]!]!];
  const { score, distance, length, gates } = nameSimilarity(one, other, frequencies);
  const { left, right, shared } = residualWords(one.tokens, other.tokens);
  return {
    score,
    distance,
    length,
    gates: gates.map((gate) => ({ gate, means: gateWords[gate] })),
    shared_words: shared,
    words_of_a: left,
    words_of_b: right,
    generic,
    by_name_alone: relationByName(one, other, frequencies, [countries[country[a]!]!, countries[country[b]!]!]),
  };
};
