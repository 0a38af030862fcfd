import { GrowingNumbers } from '../candidates/growing-numbers.ts';
import { firstOfPair, pairKey, secondOfPair } from '../candidates/name-candidates.ts';
import type { Joining, Refusal } from '../clusters/merge-guard.ts';
import type { LinkedCorpus } from '../link-corpus.ts';
import { joiningOf, linkAt } from '../rules/judged-pairs.ts';
import type { Link } from '../rules/link.ts';

/** A pair as it was judged, and what the guard said. */
export interface ToldPair {
  readonly a: number;
  readonly b: number;
  readonly nats: number;
  readonly joins: Joining;
  readonly link: Link | undefined;
  /** Why the guard did not let it join its accounts. */
  readonly refused: Refusal | undefined;
}

/** A pair by its place among those that were judged. */
export const toldPair = ({ judged, refused }: Pick<LinkedCorpus, 'judged' | 'refused'>, at: number): ToldPair => {
  const key = judged.keys[at]!;
  return {
    a: firstOfPair(key),
    b: secondOfPair(key),
    nats: judged.nats[at]!,
    joins: joiningOf(judged, at),
    link: linkAt(judged, at),
    refused: refused.get(at),
  };
};

/** Strongest first; of equal ones in the order of their accounts. */
const byStrength = (x: ToldPair, y: ToldPair): number => y.nats - x.nats || x.a - y.a || x.b - y.b;

/** The pairs whose accounts are wanted, strongest first. */
export const toldPairs = (linked: LinkedCorpus, isWanted: (a: number, b: number) => boolean): readonly ToldPair[] => {
  const told: ToldPair[] = [];
  for (let at = 0; at < linked.judged.length; at++) {
    const key = linked.judged.keys[at]!;
    if (isWanted(firstOfPair(key), secondOfPair(key))) told.push(toldPair(linked, at));
  }
  return told.toSorted(byStrength);
};

/** Places of the links people are to decide: those that wait for review, and those the guard refused; not those somebody decided. */
export const openPlaces = ({ judged, refused }: Pick<LinkedCorpus, 'judged' | 'refused'>): Float64Array => {
  const places = new GrowingNumbers();
  for (let at = 0; at < judged.length; at++) {
    const decision = judged.codes.decision(judged.decisions[at]!);
    if (decision?.type !== 'same' || decision.rule === 'MANUAL') continue;
    if (decision.status === 'review' || refused.has(at)) places.push(at);
  }
  return places.values();
};

/** The pair of two accounts; undefined where it was not looked at. */
export const toldPairOf = (linked: LinkedCorpus, a: number, b: number): ToldPair | undefined => {
  const key = pairKey(a, b);
  const { keys } = linked.judged;
  let [from, to] = [0, keys.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (keys[middle]! < key) from = middle + 1;
    else to = middle;
  }
  return keys[from] === key ? toldPair(linked, from) : undefined;
};

/** Whether a pair was let join its accounts. */
export const isJoining = ({ joins, refused }: ToldPair): boolean => refused === undefined && (joins === 'must' || joins === 'may');
