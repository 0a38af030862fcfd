import type { Corpus } from '../intake/corpus.ts';
import { isGeneric, type WordFrequencies } from '../names/is-generic.ts';
import { type Gate, gatesOf } from '../similarity/name-similarity.ts';
import { type NameRelation, relationByName } from '../similarity/relation-by-name.ts';
import type { Unrelated } from '../similarity/unrelated-names.ts';

/** What the names of two accounts say beyond their score. */
export interface NameFacts {
  /** Logarithm, base 2, of how many names like the more common of the two the corpus would hold by chance; far below 0 for a name of its own. */
  readonly chance: number;
  /** Nothing in either name tells its company from others. */
  readonly generic: boolean;
  /** Gates that struck, where they take part in the decision: of names 70 to 84 % alike, and of shorter forms; else none. */
  readonly gates: readonly Gate[];
  /** One name is the initials of the other. */
  readonly acronym: boolean;
  /** One name is the initials of the other, or lacks words of it. */
  readonly reduced: boolean;
  /** They are written in two scripts. */
  readonly twoScripts: boolean;
}

/** Answers questions about the names of accounts. */
export interface NameQuestions {
  readonly facts: (a: number, b: number, score: number) => NameFacts;
  /** What names and countries alone say. */
  readonly relation: (a: number, b: number) => NameRelation;
}

interface NodeFacts {
  readonly chance: number;
  readonly generic: boolean;
  /** Of two accounts that both have this name. */
  readonly itself: NameFacts;
}

/** Asks about the names of two nodes, what is known of one of them is worked out once. */
export const nodeQuestions = ({
  nodes,
  frequencies,
}: Pick<Corpus, 'nodes' | 'frequencies'>): ((left: number, right: number, score: number) => NameFacts) => {
  const known: (NodeFacts | undefined)[] = Array.from({ length: nodes.parts.length });
  const nodeFacts = (node: number): NodeFacts => {
    const before = known[node];
    if (before !== undefined) return before;
    const parts = nodes.parts[node]!;
    const own = { chance: chanceOf(parts.tokens, frequencies), generic: isGeneric(parts, frequencies) };
    const itself = { ...own, gates: [], acronym: false, twoScripts: false, reduced: false };
    return (known[node] = { ...own, itself });
  };
  return (left, right, score) => {
    const [l, r] = [nodeFacts(left), nodeFacts(right)];
    if (left === right) return l.itself;
    const [one, other] = [nodes.parts[Math.min(left, right)]!, nodes.parts[Math.max(left, right)]!];
    const isEqual = one.skeleton === other.skeleton;
    const acronym = !isEqual && (isAcronym(one.acronym, one.tokens, other.tokens) || isAcronym(other.acronym, other.tokens, one.tokens));
    const reduced = !isEqual && (acronym || isPart(one.tokens, other.tokens) || isPart(other.tokens, one.tokens));
    const isAsked = !isEqual && score < 85 && (reduced || score >= 70);
    return {
      chance: Math.max(l.chance, r.chance),
      generic: l.generic || r.generic,
      gates: isAsked ? gatesOf(one, other, frequencies) : [],
      acronym,
      twoScripts: one.script !== other.script,
      reduced,
    };
  };
};

const different: NameRelation = { relation: 'different', reason: 'each has words the other has not' };

/** Asks about the names of accounts. */
export const nameQuestions = (corpus: Corpus, unrelated: Unrelated): NameQuestions => {
  const { frequencies, nodeOf, nameOf, names, country, countries } = corpus;
  const ofNodes = nodeQuestions(corpus);
  return {
    facts: (a, b, score) => {
      const [left, right] = [nodeOf[a]!, nodeOf[b]!];
      return left < 0 || right < 0 ? nameless : ofNodes(left, right, score);
    },
    relation: (a, b) => {
      const [left, right] = [nodeOf[a]!, nodeOf[b]!];
      const [one, other] = [names[nameOf[a]!]!, names[nameOf[b]!]!];
      if (left >= 0 && right >= 0 && one.script === other.script && unrelated(left, right)) return different;
      return relationByName(one, other, frequencies, [countries[country[a]!]!, countries[country[b]!]!]);
    },
  };
};

const nameless: NameFacts = { chance: 0, generic: true, gates: [], acronym: false, reduced: false, twoScripts: false };

/** A word that no other name has is taken to stand in a tenth of one. */
const unseen = 0.1;
/** Fewer names say nothing of how common a word is. */
const fewestNames = 500;

/**
 * How many other names of these words chance would bring, did every name draw its words on its own: each word counts with the share of
 * the other names that have it.
 */
const chanceOf = (tokens: readonly string[], frequencies: WordFrequencies): number => {
  const { names } = frequencies;
  if (names < fewestNames) return Number.NEGATIVE_INFINITY;
  return tokens.reduce((sum, token) => sum + Math.log2(Math.max(unseen, frequencies.of(token) - 1) / names), Math.log2(names));
};

/** Whether a name is the initials of another, whose acronym and words these are. */
export const isAcronym = (acronym: string, tokens: readonly string[], other: readonly string[]): boolean =>
  acronym !== '' && tokens.length >= 3 && other.length === 1 && other[0] === acronym;

const isPart = (part: readonly string[], whole: readonly string[]): boolean =>
  part.length < whole.length && part.every((token) => whole.includes(token));
