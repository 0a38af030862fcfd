import type { Corpus } from '../intake/corpus.ts';
import type { PairEvidence } from '../rules/pair-evidence.ts';
import { type ComparedNames, nameComparer, nameKinds } from './compare-names.ts';

/** Width of the steps in which information is counted, and the last step. */
export const stepNats = 1.5;
const lastStep = 10;
const stepOf = (nats: number): number => Math.min(lastStep, Math.max(0, Math.floor(nats / stepNats)));
const steps = Array.from({ length: lastStep + 1 }, (_, step) => step);

/** Names as the other comparisons tell them apart: what a domain or a parent is worth depends on them. */
const nameClasses = ['alike', 'longer', 'initials', 'other'] as const;
const classes: Readonly<Record<ComparedNames['kind'], number>> = {
  equal: 0,
  'one typo': 0,
  'more typos': 0,
  'one word more': 1,
  'more words more': 1,
  initials: 2,
  'different words': 3,
  nothing: 3,
};

const restClasses = ['longer', 'other'] as const;
const domains = ['same domain', 'same label', 'different domains', 'no domain'] as const;
const families = ['parent and child', 'one parent', 'one family', 'different families', 'family of one only', 'no family'] as const;
const mostHolders = 6;

const crossed = (some: readonly (string | number)[], others: readonly (string | number)[]): readonly string[] =>
  some.flatMap((one) => others.map((other) => `${one}, ${other}`));

/**
 * What pairs are compared in, and the levels of each. A pair is at one level of each comparison. What belongs together (a domain, and how
 * alike the names are) is one comparison, so that the weights of all may simply be added.
 */
export const comparisons = {
  name: crossed(nameKinds, steps),
  rest: ['none', ...crossed(restClasses, steps)],
  holders: ['not equal', ...Array.from({ length: mostHolders + 1 }, (_, power) => `up to ${2 ** power}`)],
  numbers: ['same', 'different'],
  domain: crossed(domains, nameClasses),
  mail: ['nothing against', 'different domains'],
  contact: ['none', 'mailbox', 'telephone', 'both'],
  ties: ['none', 'indirect', 'contested', 'indirect, contested'],
  family: crossed(families, nameClasses),
  country: ['same', 'different', 'unknown'],
} as const satisfies Record<string, readonly string[]>;

export type ComparisonName = keyof typeof comparisons;
export const comparisonNames = Object.keys(comparisons) as readonly ComparisonName[];
/** Comparisons of a pair: the width of its row of levels. */
export const width = comparisonNames.length;

/** Where the levels of each comparison begin in one row of weights, and how many there are in all. */
export const levelStart: Readonly<Record<ComparisonName, number>> & { readonly all: number } = (() => {
  const starts: Record<string, number> = {};
  let all = 0;
  for (const name of comparisonNames) {
    starts[name] = all;
    all += comparisons[name].length;
  }
  return { ...(starts as Record<ComparisonName, number>), all };
})();

/** Writes the level of each comparison of a pair, as its place in a row of weights, from `at` on. */
export type Compare = (pair: PairEvidence, into: Uint16Array, at: number) => void;

/** Compares pairs of a corpus. */
export const pairComparer = (corpus: Corpus): Compare => {
  const { nodes, nodeOf, hasDomain } = corpus;
  const compareNames = nameComparer(corpus.frequencies);
  const holders = holdersOf(corpus);
  const before = new Map<number, ComparedNames>();
  const namesOf = (left: number, right: number): ComparedNames => {
    if (left < 0 || right < 0) return { kind: 'nothing', common: 0, rest: 0 };
    const key = left * nodes.parts.length + right;
    let compared = before.get(key);
    if (compared === undefined) before.set(key, (compared = compareNames(nodes.parts[left]!, nodes.parts[right]!)));
    return compared;
  };
  const numbersOf = (node: number): string => (node < 0 ? '' : nodes.parts[node]!.numbers.join(' '));
  return (pair, into, at) => {
    const { a, b } = pair;
    const [one, other] = [nodeOf[a]!, nodeOf[b]!];
    const [left, right] = one < other ? [one, other] : [other, one];
    const names = namesOf(left, right);
    const nameClass = classes[names.kind];
    const rest = nameClass === 1 ? 0 : names.kind === 'different words' ? 1 : -1;
    const domain = pair.domains > 0 ? 0 : pair.labels > 0 ? 1 : hasDomain[a] === 1 && hasDomain[b] === 1 ? 2 : 3;
    const levels = [
      nameKinds.indexOf(names.kind) * steps.length + stepOf(names.common),
      rest < 0 ? 0 : 1 + rest * steps.length + stepOf(names.rest),
      names.kind === 'equal' ? 1 + Math.min(mostHolders, Math.ceil(Math.log2(holders[left]!))) : 0,
      numbersOf(left) === numbersOf(right) ? 0 : 1,
      domain * nameClasses.length + nameClass,
      pair.mailConflict ? 1 : 0,
      (pair.emails > 0 ? 1 : 0) + (pair.phones > 0 ? 2 : 0),
      (pair.indirect ? 1 : 0) + (pair.contested ? 2 : 0),
      familyLevel(corpus, a, b) * nameClasses.length + nameClass,
      pair.country === 'same' ? 0 : pair.country === 'different' ? 1 : 2,
    ];
    for (let comparison = 0; comparison < width; comparison++)
      into[at + comparison] = levelStart[comparisonNames[comparison]!] + levels[comparison]!;
  };
};

const familyLevel = ({ families: { root, known, parent } }: Corpus, a: number, b: number): number => {
  if (parent[a] === b || parent[b] === a) return 0;
  if (parent[a]! >= 0 && parent[a] === parent[b]) return 1;
  if (known[a] === 1 && known[b] === 1) return root[a] === root[b] ? 2 : 3;
  return known[a] === 1 || known[b] === 1 ? 4 : 5;
};

/** Accounts of each node. */
const holdersOf = ({ nodes, nodeOf }: Corpus): Int32Array => {
  const holders = new Int32Array(nodes.parts.length);
  for (const node of nodeOf) if (node >= 0) holders[node]!++;
  return holders;
};
