import { scoreFloor } from '../candidates/match-names.ts';
import { blockCap } from '../candidates/rare-words.ts';
import type { Corpus } from '../intake/corpus.ts';
import { alike } from '../rules/corpus-ties.ts';
import { contradiction, type PairEvidence } from '../rules/pair-evidence.ts';
import type { LinkingSettings } from '../settings.ts';
import { residualWords } from '../similarity/residual-words.ts';
import type { AccountFacts } from './account-facts.ts';
import type { ExplainedSimilarity } from './explained-name.ts';

/** A domain is a key by its label. */
const keyKinds = ['label', 'email', 'phone'] as const;
const kindWords = { label: 'domain', email: 'mailbox', phone: 'telephone number' } as const;

/** Why a pair is no candidate: the keys by which it could have been one, and what each lacks. */
export const whyNoCandidate = (
  corpus: Corpus,
  [a, b]: readonly [number, number],
  { facts: [one, other], similarity }: { readonly facts: readonly [AccountFacts, AccountFacts]; readonly similarity: ExplainedSimilarity },
  settings: LinkingSettings,
): readonly string[] => [
  ...nameKeys(corpus, [a, b], similarity, settings),
  ...keyKinds.flatMap((kind) => valueKey(kind, one, other)),
  ...familyKey(corpus, a, b, settings),
];

const list = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(', ');

const nameKeys = (
  { names, nameOf, frequencies }: Corpus,
  [a, b]: readonly [number, number],
  { score, by_name_alone: alone }: ExplainedSimilarity,
  { candidates }: LinkingSettings,
): readonly string[] => {
  const [one, other] = [names[nameOf[a]!]!, names[nameOf[b]!]!];
  if (one.tokens.length === 0 || other.tokens.length === 0) return ['name: one of them has no letter and no digit'];
  if (score >= alike) return [`name: ${score} % alike, but both names are on so many accounts that only those that share more are paired`];
  const { shared } = residualWords(one.tokens, other.tokens);
  if (shared.length === 0) return ['name: no word in common, none misspelt or written together'];
  const cap = blockCap(frequencies.names, candidates.block_names);
  const rarest = (tokens: readonly string[]): readonly string[] =>
    [...new Set(tokens)].toSorted((x, y) => frequencies.of(x) - frequencies.of(y)).slice(0, 2);
  return [...new Set(shared)].map((word) => {
    const holders = frequencies.of(word);
    if (![one, other].every(({ tokens }) => rarest(tokens).includes(word)))
      return `name: both have "${word}", not one of the two rarest words of each (${list(rarest(one.tokens))}; ${list(rarest(other.tokens))})`;
    if (holders > cap) return `name: both have "${word}", with ${holders} names too frequent (more than ${cap} are split by a second word)`;
    return `name: both have "${word}", but the names are ${score} % alike, and say: ${alone.relation}, ${alone.reason}`;
  });
};

const valueKey = (kind: (typeof keyKinds)[number], one: AccountFacts, other: AccountFacts): readonly string[] => {
  const word = kindWords[kind];
  const [mine, theirs] = [one.values[kind], other.values[kind]];
  if (mine.length === 0 || theirs.length === 0) {
    const who = mine.length > 0 ? `${other.account_id} has none` : theirs.length > 0 ? `${one.account_id} has none` : 'neither has one';
    return [`${word}: ${who}`];
  }
  const common = mine.filter(({ key }) => theirs.some((value) => value.key === key));
  if (common.length === 0) return [`${word}: none in common`];
  return common.map(({ value, accounts, counts }) =>
    counts === 'kept'
      ? `${word}: both have ${value}, but of its ${accounts} accounts only those whose names may be related are paired`
      : `${word}: both have ${value}, which is no evidence: ${counts}, on ${accounts} accounts`,
  );
};

const familyKey = ({ families: { known, root } }: Corpus, a: number, b: number, { candidates }: LinkingSettings): readonly string[] => {
  if (known[a] === 0 || known[b] === 0) return ['parent: one of them has no parent and is none'];
  if (root[a] !== root[b]) return ['parent: different ultimate parents'];
  return [`parent: one ultimate parent, of more than ${candidates.paired_accounts} accounts: only those that share more are paired`];
};

/** Why a pair that was looked at is no link: what each rule asks for. */
export const whyNoLink = (
  evidence: PairEvidence,
  { score, by_name_alone: alone }: ExplainedSimilarity,
  { rules }: LinkingSettings,
): readonly string[] => {
  const least = `the names are ${score} % alike`;
  const isFar = (floor: number): boolean => score < Math.max(scoreFloor, floor);
  const against = contradiction(evidence);
  return [
    `EXACT asks for equal names, FUZZY for ${rules.fuzzy_at} %: ${least}`,
    `PARENT asks for ${rules.parent_at} % and one ultimate parent: ${isFar(rules.parent_at) ? least : 'they have none in common'}`,
    `CONTACT asks for ${rules.contact_at} % and a mailbox or telephone number in common: ${isFar(rules.contact_at) ? least : 'they have none in common'}`,
    `their names alone: ${alone.relation}, ${alone.reason}`,
    ...(against === '' ? [] : [`against it: ${against}`]),
  ];
};
