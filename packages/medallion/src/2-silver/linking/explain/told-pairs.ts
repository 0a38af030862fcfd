import type { Joining, Refusal } from '../clusters/merge-guard.ts';
import type { LinkedCorpus } from '../link-corpus.ts';
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

const toldPair = ({ judged, refused }: LinkedCorpus, at: number): ToldPair => {
  const { a, b, nats, joins, link } = judged[at]!;
  return { a, b, nats, joins, link, refused: refused.get(at) };
};

/** Strongest first; of equal ones in the order of their accounts. */
const byStrength = (x: ToldPair, y: ToldPair): number => y.nats - x.nats || x.a - y.a || x.b - y.b;

/** The pairs whose accounts are wanted, strongest first. */
export const toldPairs = (linked: LinkedCorpus, isWanted: (a: number, b: number) => boolean): readonly ToldPair[] => {
  const told: ToldPair[] = [];
  for (let at = 0; at < linked.judged.length; at++) {
    const { a, b } = linked.judged[at]!;
    if (isWanted(a, b)) told.push(toldPair(linked, at));
  }
  return told.toSorted(byStrength);
};

/** The links people are to decide, strongest first: those that wait for review, and those the guard refused; not those somebody decided. */
export const openPairs = (linked: LinkedCorpus): readonly ToldPair[] => {
  const told: ToldPair[] = [];
  for (let at = 0; at < linked.judged.length; at++) {
    const { link } = linked.judged[at]!;
    if (link?.type !== 'same' || link.rule === 'MANUAL') continue;
    if (link.status === 'review' || linked.refused.has(at)) told.push(toldPair(linked, at));
  }
  return told.toSorted(byStrength);
};

/** The pair of two accounts; undefined where it was not looked at. */
export const toldPairOf = (linked: LinkedCorpus, a: number, b: number): ToldPair | undefined => {
  const [first, second] = [Math.min(a, b), Math.max(a, b)];
  const { judged } = linked;
  let [from, to] = [0, judged.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const pair = judged[middle]!;
    if (pair.a < first || (pair.a === first && pair.b < second)) from = middle + 1;
    else to = middle;
  }
  const found = judged[from];
  return found?.a === first && found.b === second ? toldPair(linked, from) : undefined;
};

/** Whether a pair was let join its accounts. */
export const isJoining = ({ joins, refused }: ToldPair): boolean => refused === undefined && (joins === 'must' || joins === 'may');
