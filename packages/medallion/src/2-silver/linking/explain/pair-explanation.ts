import { assert } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import { scoreFloor } from '../candidates/match-names.ts';
import type { Corpus } from '../intake/corpus.ts';
import type { LinkedCorpus } from '../link-corpus.ts';
import type { MasterOf } from '../masters/master-of.ts';
import { type JudgedPair, pairJudge } from '../rules/pair-judge.ts';
import type { LinkingSettings } from '../settings.ts';
import { nameSimilarity } from '../similarity/name-similarity.ts';
import { type AccountFacts, type HeldKind, heldKinds, type HeldValue, numbersOfAccounts, readAccountFacts } from './account-facts.ts';
import { clusterShape, type ClusterShape, shortestPath } from './cluster-shape.ts';
import { type Contribution, probabilityOfBits, sumOfBits } from './contribution.ts';
import { type ExplainedLink, explainedLink } from './explained-link.ts';
import { type ExplainedName, explainedName, type ExplainedSimilarity, explainedSimilarity } from './explained-name.ts';
import { pairContributions } from './pair-contributions.ts';
import { isJoining, type ToldPair, toldPairOf, toldPairs } from './told-pairs.ts';
import { whyNoCandidate, whyNoLink } from './why-not.ts';

/** What linking made of a corpus, and where to ask for what it was made of. */
export interface Explainable {
  readonly session: Session;
  readonly corpus: Corpus;
  readonly linked: LinkedCorpus;
  readonly settings: LinkingSettings;
  readonly masterOf: MasterOf;
  /** Accounts over which a value may be spread before it says nothing. */
  readonly most: number;
  /** Whether mailboxes and telephone numbers are shown as they are. */
  readonly unmasked: boolean;
}

/** One account of a pair. */
export interface ExplainedAccount {
  readonly account_id: string;
  readonly name: ExplainedName;
  readonly country: string | null;
  readonly website: string | null;
  /** Parents from the next to the ultimate one. */
  readonly parents: readonly string[];
  readonly master_id: string;
  /** Accounts of that master. */
  readonly accounts_of_master: number;
}

/** Values of one kind, by who has them. */
export interface ExplainedValues {
  readonly kind: HeldKind;
  readonly in_common: readonly HeldValue[];
  readonly only_a: readonly HeldValue[];
  readonly only_b: readonly HeldValue[];
}

/** The odds that two accounts are one, part by part. */
export interface Waterfall {
  readonly contributions: readonly Contribution[];
  /** Sum of the contributions. */
  readonly bits: number;
  readonly probability: number;
}

/** The parts of the odds with what they come to. */
const waterfallOf = (contributions: readonly Contribution[]): Waterfall => {
  const bits = sumOfBits(contributions);
  return { contributions, bits, probability: probabilityOfBits(bits) };
};

/** All pairs of accounts between two masters: what the guard asks. */
export interface AllPairs {
  readonly pairs: number;
  /** Of them those that were looked at; every other one counts as `bits_of_unknown`. */
  readonly known: number;
  readonly bits_of_unknown: number;
  readonly bits: number;
}

/** What holds a cluster together least. */
export interface ExplainedBridge {
  readonly link: ExplainedLink;
  readonly side_a: readonly string[];
  readonly side_b: readonly string[];
  /** Links from one side to the other; the one named is the strongest. */
  readonly links_across: number;
}

/** Everything about two accounts that made them one, or not. */
export interface PairExplanation {
  readonly accounts: readonly [ExplainedAccount, ExplainedAccount];
  /** Under one master. */
  readonly together: boolean;
  readonly similarity: ExplainedSimilarity;
  readonly evidence: readonly ExplainedValues[];
  readonly family: 'same' | 'different' | 'unknown';
  readonly countries: 'same' | 'different' | 'unknown';
  /** Whether the pair was looked at. */
  readonly candidate: boolean;
  readonly link: ExplainedLink | null;
  readonly waterfall: Waterfall;
  /** The fewest links that lead from one to the other; empty where they are not together. */
  readonly path: readonly ExplainedLink[];
  /** Links between their masters that join nothing, strongest first. */
  readonly links_between: readonly ExplainedLink[];
  /** What all pairs between their masters say together; null where they are together. */
  readonly all_pairs: AllPairs | null;
  readonly weakest_bridge: ExplainedBridge | null;
  /** Why they are not linked, or not joined; empty where they are. */
  readonly why_not: readonly string[];
}

/** What a pair says, were it a candidate or not. */
const judgedAgain = ({ corpus, linked, settings }: Explainable, a: number, b: number): JudgedPair => {
  const { names, nameOf, frequencies } = corpus;
  const { score } = nameSimilarity(names[nameOf[a]!]!, names[nameOf[b]!]!, frequencies);
  const scores = { of: () => (score >= scoreFloor ? score : 0) };
  return pairJudge(corpus, { ...linked.candidates, scores }, settings, linked).judge(Math.min(a, b), Math.max(a, b));
};

const withoutKey = ({ value, accounts, counts }: AccountFacts['values'][HeldKind][number]): HeldValue => ({ value, accounts, counts });

const explainedValues = (one: AccountFacts, other: AccountFacts): readonly ExplainedValues[] =>
  heldKinds.map((kind) => {
    const [mine, theirs] = [one.values[kind], other.values[kind]];
    const has = (values: AccountFacts['values'][HeldKind], key: string): boolean => values.some((value) => value.key === key);
    return {
      kind,
      in_common: mine.filter(({ key }) => has(theirs, key)).map(withoutKey),
      only_a: mine.filter(({ key }) => !has(theirs, key)).map(withoutKey),
      only_b: theirs.filter(({ key }) => !has(mine, key)).map(withoutKey),
    };
  });

/** A link that is there, told. */
export const linkOf = ({ corpus }: Pick<Explainable, 'corpus'>, pair: ToldPair): ExplainedLink => {
  const told = explainedLink(corpus.ids, pair);
  assert(told !== undefined, 'a pair that is told has a link');
  return told;
};

/** The weakest place of a cluster, told. */
export const explainedBridge = (question: Explainable, { bridge }: ClusterShape): ExplainedBridge | null => {
  if (bridge === undefined) return null;
  const idsOf = (members: readonly number[]): readonly string[] => members.map((member) => question.corpus.ids[member]!);
  return {
    link: linkOf(question, bridge.link),
    side_a: idsOf(bridge.sides[0]),
    side_b: idsOf(bridge.sides[1]),
    links_across: bridge.across,
  };
};

/** Pairs from one cluster to another, strongest first. */
const pairsBetween = ({ linked }: Explainable, one: number, other: number): readonly ToldPair[] => {
  const { cluster } = linked;
  const [here, there] = [cluster[one], cluster[other]];
  return toldPairs(linked, (a, b) => (cluster[a] === here && cluster[b] === there) || (cluster[a] === there && cluster[b] === here));
};

const allPairs = (between: readonly ToldPair[], pairs: number, missingNats: number): AllPairs => {
  const known = between.reduce((sum, { nats }) => sum + nats, 0);
  return {
    pairs,
    known: between.length,
    bits_of_unknown: missingNats * Math.LOG2E,
    bits: (known + (pairs - between.length) * missingNats) * Math.LOG2E,
  };
};

const whyApart = (link: ExplainedLink, { joins, nats }: ToldPair): readonly string[] => {
  if (link.type === 'related') return [`the link says that they belong together, not that they are one: ${link.reason}`];
  if (link.rule === 'MANUAL') return [`kept apart ${link.reason}`];
  if (link.refused_because !== null) return [`the guard refused to join their masters: ${link.refused_because}`];
  const odds = nats < 0 ? 'more likely two than one' : 'it joins nothing until a person says so';
  return joins === 'no' ? [`the link waits for review: ${link.reason}; ${odds}`] : [];
};

/**
 * Explains why two accounts are one, or are not.
 *
 * @throws UsageError for an id that is no account
 */
export const explainPair = async (question: Explainable, ids: readonly [string, string]): Promise<PairExplanation> => {
  const { session, corpus, linked, settings } = question;
  const [a, b] = numbersOfAccounts(corpus.ids, ids) as [number, number];
  const told = toldPairOf(linked, a, b);
  const { evidence, names } = judgedAgain(question, a, b);
  const facts = (await readAccountFacts(session, [a, b], question)) as [AccountFacts, AccountFacts];
  const [shape, otherShape] = [clusterShape(linked, a), clusterShape(linked, b)];
  const isTogether = linked.cluster[a] === linked.cluster[b];
  const between = isTogether ? [] : pairsBetween(question, a, b);
  const link = told === undefined ? undefined : explainedLink(corpus.ids, told);
  const partsOf = (account: number) => corpus.names[corpus.nameOf[account]!]!;
  const accountOf = (which: 0 | 1): ExplainedAccount => {
    const account = [a, b][which]!;
    const { account_id, name, country, website, parents } = facts[which];
    return {
      account_id,
      name: explainedName(name, partsOf(account), corpus.frequencies),
      country,
      website,
      parents,
      master_id: question.masterOf(account),
      accounts_of_master: (which === 0 ? shape : otherShape).members.length,
    };
  };
  const similarity = explainedSimilarity(corpus, a, b, names.generic);
  const whyNot =
    link !== undefined && told !== undefined
      ? whyApart(link, told)
      : told === undefined
        ? whyNoCandidate(corpus, [a, b], { facts, similarity }, settings)
        : whyNoLink(evidence, similarity, settings);
  return {
    accounts: [accountOf(0), accountOf(1)],
    together: isTogether,
    similarity,
    evidence: explainedValues(...facts),
    family: evidence.family,
    countries: evidence.country,
    candidate: told !== undefined,
    link: link ?? null,
    waterfall: waterfallOf(pairContributions(corpus, linked.weigher, { evidence, names }, told)),
    path: isTogether ? shortestPath(shape.joining, a, b).map((step) => linkOf(question, step)) : [],
    links_between: between.filter((one) => one.link !== undefined).map((one) => linkOf(question, one)),
    all_pairs: isTogether ? null : allPairs(between, shape.members.length * otherShape.members.length, settings.clusters.missing_pair_nats),
    weakest_bridge: isTogether ? explainedBridge(question, shape) : null,
    why_not: isTogether && told !== undefined && isJoining(told) ? [] : whyNot,
  };
};
