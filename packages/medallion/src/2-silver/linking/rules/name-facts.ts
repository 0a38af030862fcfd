import type { Corpus } from '../intake/read-corpus.ts';
import { isGeneric } from '../names/is-generic.ts';
import { type Gate, nameSimilarity } from '../similarity/name-similarity.ts';
import { type NameRelation, relationByName } from '../similarity/relation-by-name.ts';

/** What the names of two accounts say beyond their score, worked out once for each pair of nodes and countries. */
export interface NameFacts {
  /** Logarithm, base 2, of how many names like the more common of the two the corpus would hold by chance; far below 0 for a name of its own. */
  readonly chance: number;
  /** Nothing in either name tells its company from others. */
  readonly generic: boolean;
  /** What names and countries alone say. */
  readonly relation: NameRelation;
  /** Gates that struck. */
  readonly gates: readonly Gate[];
  /** One name is the initials of the other. */
  readonly acronym: boolean;
  /** One name is the initials of the other, or lacks words of it. */
  readonly reduced: boolean;
}

/** Asks for the facts of a pair of accounts, 0 to 100 alike. */
export const nameFacts = (corpus: Corpus): ((a: number, b: number, score: number) => NameFacts) => {
  const { nodes, frequencies, nodeOfName, nameOf, names, country, countries } = corpus;
  const ofNode = new Map<number, { readonly chance: number; readonly generic: boolean }>();
  const nodeFacts = (node: number) => {
    let facts = ofNode.get(node);
    if (facts === undefined) {
      const parts = nodes.parts[node]!;
      facts = { chance: chanceOf(parts.tokens, frequencies), generic: isGeneric(parts, frequencies) };
      ofNode.set(node, facts);
    }
    return facts;
  };
  const ofPair = new Map<string, NameFacts>();
  return (a, b, score) => {
    const [left, right] = [nodeOfName[nameOf[a]!]!, nodeOfName[nameOf[b]!]!];
    const [here, there] = [countries[country[a]!]!, countries[country[b]!]!];
    const key = `${left},${right},${here},${there}`;
    const before = ofPair.get(key);
    if (before !== undefined) return before;
    const [one, other] = [names[nameOf[a]!]!, names[nameOf[b]!]!];
    const [l, r] = [nodeFacts(left), nodeFacts(right)];
    const relation = relationByName(one, other, frequencies, [here, there]);
    const acronym = isAcronym(one.acronym, one.tokens, other.tokens) || isAcronym(other.acronym, other.tokens, one.tokens);
    const facts: NameFacts = {
      chance: Math.max(l.chance, r.chance),
      generic: l.generic || r.generic,
      relation,
      gates: score === 100 ? [] : nameSimilarity(one, other, frequencies).gates,
      acronym,
      reduced: acronym || isPart(one.tokens, other.tokens) || isPart(other.tokens, one.tokens),
    };
    ofPair.set(key, facts);
    return facts;
  };
};

const chanceOf = (tokens: readonly string[], frequencies: Corpus['frequencies']): number =>
  tokens.reduce((sum, token) => sum + Math.log2(Math.max(1, frequencies.of(token)) / frequencies.names), Math.log2(Math.max(1, frequencies.names)));

const isAcronym = (acronym: string, tokens: readonly string[], other: readonly string[]): boolean =>
  acronym !== '' && tokens.length >= 3 && other.length === 1 && other[0] === acronym;

const isPart = (part: readonly string[], whole: readonly string[]): boolean => part.length < whole.length && part.every((token) => whole.includes(token));
