import { createHash } from 'node:crypto';
import type { Session } from '@audit/warehouse';
import { groupsOf } from '../candidates/account-groups.ts';
import { firstOfPair, pairKey, secondOfPair } from '../candidates/name-candidates.ts';
import { NumberMap } from '../candidates/number-set.ts';
import { Components } from '../clusters/components.ts';
import { pairContributions } from '../explain/pair-contributions.ts';
import { openPlaces, type ToldPair, toldPair } from '../explain/told-pairs.ts';
import type { Corpus } from '../intake/corpus.ts';
import type { LinkedCorpus } from '../link-corpus.ts';
import { firstMasterOf, type MasterOf } from '../masters/master-of.ts';
import { type JudgedPair, pairJudge } from '../rules/pair-judge.ts';
import { type JudgedPairs, joiningOf } from '../rules/judged-pairs.ts';
import { probabilityOf } from '../rules/pair-nats.ts';
import type { LinkingSettings } from '../settings.ts';
import type { ReviewedAccount, ReviewItem } from './review-item.ts';

/** A link to ask about, by its place, with what hangs on it. */
interface AskedLink {
  readonly at: number;
  readonly links: number;
  readonly decides: number;
}
interface Question extends AskedLink {
  readonly pair: ToldPair;
}

/** Questions for people; each is worked out as it is read, for they take more room than all else that is known of a link. */
export interface ReviewQueue extends Iterable<ReviewItem> {
  readonly length: number;
  /** Less decisive questions that were left out: they come up when those before them are decided. */
  readonly leftOut: number;
}

/**
 * What people are to decide, most decisive first: by the number of pairs of accounts that stand wrongly until then, as far as the odds
 * tell. Of links between the same two masters the likeliest one is asked; its answer decides them all.
 */
export const reviewQueue = async (
  session: Session,
  corpus: Corpus,
  linked: LinkedCorpus,
  { settings, masterOf = firstMasterOf(corpus, linked) }: { readonly settings: LinkingSettings; readonly masterOf?: MasterOf },
): Promise<ReviewQueue> => {
  const { cluster } = linked;
  const open = openPlaces(linked);
  const isApart = (at: number): boolean => cluster[firstOfPair(linked.judged.keys[at]!)] !== cluster[secondOfPair(linked.judged.keys[at]!)];
  const sizes = new Int32Array(cluster.length);
  for (const one of cluster) sizes[one]!++;
  const apart = questionsApart(open.filter(isApart), linked, sizes);
  const joined = questionsJoined(
    open.filter((at) => !isApart(at)),
    linked,
  );
  const all = [...apart, ...joined];
  const questions = mostDecisive(all, linked.judged, settings.review.most_questions).map((question): Question => ({
    ...question,
    pair: toldPair(linked, question.at),
  }));
  const { judge } = pairJudge(corpus, linked.candidates, settings, linked);
  const names = await readNames(session, questions);
  const accountOf = (account: number): ReviewedAccount => ({
    account_id: corpus.ids[account]!,
    name: names.get(account) ?? '',
    country: corpus.countries[corpus.country[account]!]!,
    master_id: masterOf(account),
    accounts: sizes[cluster[account]!]!,
  });
  const itemOf = ({ pair, links, decides }: Question): ReviewItem => {
    const judged = judge(pair.a, pair.b);
    const { rule, confidence, probability, status, reason } = pair.link!;
    return {
      a: accountOf(pair.a),
      b: accountOf(pair.b),
      rule,
      confidence,
      probability,
      status: pair.refused === undefined || status === 'review' ? status : 'refused',
      reason: pair.refused === undefined ? reason : `${reason}; refused: ${pair.refused}`,
      joined: cluster[pair.a] === cluster[pair.b],
      links,
      decides: Number(decides.toFixed(3)),
      contributions: pairContributions(corpus, linked.weigher, judged, pair),
      evidence: evidenceMark(corpus, judged, rule),
    };
  };
  return {
    length: questions.length,
    leftOut: all.length - questions.length,
    [Symbol.iterator]: () => Iterator.from(questions).map(itemOf),
  };
};

/** The first ones by what they decide; of equal ones the likeliest, then in the order of their accounts, which is that of their places. */
const mostDecisive = (questions: readonly AskedLink[], { nats }: JudgedPairs, most: number): readonly AskedLink[] =>
  questions.toSorted((x, y) => y.decides - x.decides || nats[y.at]! - nats[x.at]! || x.at - y.at).slice(0, most);

/** One question for each two masters that links lead between: about the likeliest link. */
const questionsApart = (open: Float64Array, { cluster, judged }: LinkedCorpus, sizes: Int32Array): readonly AskedLink[] => {
  const numbers = new NumberMap(open.length);
  const asked: { at: number; links: number; decides: number }[] = [];
  for (const at of open) {
    const [here, there] = [cluster[firstOfPair(judged.keys[at]!)]!, cluster[secondOfPair(judged.keys[at]!)]!];
    const key = pairKey(here, there);
    const number = numbers.get(key);
    const decides = sizes[here]! * sizes[there]! * probabilityOf(judged.nats[at]!);
    const before = number < 0 ? undefined : asked[number]!;
    if (before === undefined) numbers.set(key, asked.push({ at, links: 1, decides }) - 1);
    else {
      before.links++;
      // Places are in the order of accounts, and so are equal ones.
      if (judged.nats[at]! > judged.nats[before.at]!) [before.at, before.decides] = [at, decides];
    }
  }
  return asked;
};

/** Where a link that waits joins its accounts already: a no takes apart what hangs on it alone. */
const questionsJoined = (open: Float64Array, linked: LinkedCorpus): readonly AskedLink[] => {
  const { cluster, judged, refused } = linked;
  const isAsked = new Uint8Array(cluster.length);
  for (const at of open) isAsked[cluster[firstOfPair(judged.keys[at]!)]!] = 1;
  const joining = Int32Array.from(judged.keys, (key, at) => {
    const one = cluster[firstOfPair(key)]!;
    const kind = joiningOf(judged, at);
    const isOne = isAsked[one] === 1 && one === cluster[secondOfPair(key)] && (kind === 'must' || kind === 'may') && !refused.has(at);
    return isOne ? one : -1;
  });
  const { starts, members } = groupsOf(joining, cluster.length);
  return Array.from(open, (at) => {
    const one = cluster[firstOfPair(judged.keys[at]!)]!;
    const split = pairsSplit(judged, members.subarray(starts[one], starts[one + 1]), at);
    return { at, links: 1, decides: split * (1 - probabilityOf(judged.nats[at]!)) };
  });
};

/** Pairs of accounts on both sides of a link when it is taken away; 1 where other links hold the two together. */
const pairsSplit = ({ keys }: JudgedPairs, joining: Int32Array, without: number): number => {
  const local = new Map<number, number>();
  const numberOf = (account: number): number => {
    const number = local.get(account) ?? local.size;
    local.set(account, number);
    return number;
  };
  const ends = Array.from(joining, (at) => [numberOf(firstOfPair(keys[at]!)), numberOf(secondOfPair(keys[at]!))] as const);
  const parts = new Components(local.size);
  for (const [place, [a, b]] of ends.entries()) if (joining[place] !== without) parts.join(a, b);
  const [left, right] = [local.get(firstOfPair(keys[without]!)), local.get(secondOfPair(keys[without]!))];
  if (left === undefined || right === undefined || parts.of(left) === parts.of(right)) return 1;
  let size = 0;
  for (const account of local.values()) if (parts.of(account) === parts.of(left)) size++;
  return size * (local.size - size);
};

const readNames = async (session: Session, questions: readonly Question[]): Promise<ReadonlyMap<number, string>> => {
  const accounts = new Set(questions.flatMap(({ pair }) => [pair.a, pair.b]));
  if (accounts.size === 0) return new Map();
  const rows = await session.evidence(`SELECT i, name FROM lk_accounts WHERE i IN (${[...accounts].join(', ')})`, accounts.size);
  return new Map(rows.map(({ i, name }) => [Number(i), name ?? '']));
};

/** A short hash of what speaks for and against a pair; it stays the same while others come and go. */
const evidenceMark = (
  { names, nameOf }: Corpus,
  { evidence: { a, b, ...evidence }, names: { gates, acronym, reduced } }: Pick<JudgedPair, 'evidence' | 'names'>,
  rule: string,
): string => {
  const plain = [a, b].map((account) => names[nameOf[account]!]!.plain);
  return createHash('sha256')
    .update(JSON.stringify([plain, evidence, gates, acronym, reduced, rule]))
    .digest('hex')
    .slice(0, 16);
};
