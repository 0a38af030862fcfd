import { createHash } from 'node:crypto';
import type { Session } from '@audit/warehouse';
import { Components } from '../clusters/components.ts';
import { pairContributions } from '../explain/pair-contributions.ts';
import { isJoining, openPairs, type ToldPair, toldPairs } from '../explain/told-pairs.ts';
import type { Corpus } from '../intake/read-corpus.ts';
import type { LinkedCorpus } from '../link-corpus.ts';
import { firstMasterOf, type MasterOf } from '../masters/master-of.ts';
import { type JudgedPair, pairJudge } from '../rules/judge-pairs.ts';
import { probabilityOf } from '../rules/pair-nats.ts';
import type { LinkingSettings } from '../settings.ts';
import type { ReviewedAccount, ReviewItem } from './review-item.ts';

/** A pair to ask about, with what hangs on it. */
interface Question {
  readonly pair: ToldPair;
  readonly links: number;
  readonly decides: number;
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
  const open = openPairs(linked);
  const sizes = new Map<number, number>();
  for (const one of cluster) sizes.set(one, (sizes.get(one) ?? 0) + 1);
  const apart = questionsApart(
    open.filter(({ a, b }) => cluster[a] !== cluster[b]),
    cluster,
    sizes,
  );
  const joined = questionsJoined(
    open.filter(({ a, b }) => cluster[a] === cluster[b]),
    linked,
  );
  const all = [...apart, ...joined].toSorted(
    (x, y) => y.decides - x.decides || y.pair.nats - x.pair.nats || x.pair.a - y.pair.a || x.pair.b - y.pair.b,
  );
  const questions = all.slice(0, settings.review.most_questions);
  const { judge } = pairJudge(corpus, linked.candidates, settings, linked);
  const names = await readNames(session, questions);
  const accountOf = (account: number): ReviewedAccount => ({
    account_id: corpus.ids[account]!,
    name: names.get(account) ?? '',
    country: corpus.countries[corpus.country[account]!]!,
    master_id: masterOf(account),
    accounts: sizes.get(cluster[account]!) ?? 1,
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

/** One question for each two masters that links lead between. */
const questionsApart = (open: readonly ToldPair[], cluster: Int32Array, sizes: ReadonlyMap<number, number>): readonly Question[] => {
  const byMasters = new Map<string, Question>();
  // Strongest first: the first one of two masters is asked.
  for (const pair of open) {
    const [here, there] = [cluster[pair.a]!, cluster[pair.b]!];
    const key = here < there ? `${here},${there}` : `${there},${here}`;
    const before = byMasters.get(key);
    const decides = (sizes.get(here) ?? 1) * (sizes.get(there) ?? 1) * probabilityOf(pair.nats);
    byMasters.set(key, before === undefined ? { pair, links: 1, decides } : { ...before, links: before.links + 1 });
  }
  return [...byMasters.values()];
};

/** Where a link that waits joins its accounts already: a no takes apart what hangs on it alone. */
const questionsJoined = (open: readonly ToldPair[], linked: LinkedCorpus): readonly Question[] => {
  const asked = new Set(open.map(({ a }) => linked.cluster[a]!));
  const byCluster = new Map<number, ToldPair[]>();
  for (const pair of toldPairs(linked, (a, b) => linked.cluster[a] === linked.cluster[b] && asked.has(linked.cluster[a]!))) {
    if (!isJoining(pair)) continue;
    const list = byCluster.get(linked.cluster[pair.a]!);
    if (list === undefined) byCluster.set(linked.cluster[pair.a]!, [pair]);
    else list.push(pair);
  }
  return open.map((pair) => {
    const split = pairsSplit(byCluster.get(linked.cluster[pair.a]!) ?? [], pair);
    return { pair, links: 1, decides: split * (1 - probabilityOf(pair.nats)) };
  });
};

/** Pairs of accounts on both sides of a link when it is taken away; 1 where other links hold the two together. */
const pairsSplit = (joining: readonly ToldPair[], without: ToldPair): number => {
  const local = new Map<number, number>();
  for (const { a, b } of joining) for (const account of [a, b]) if (!local.has(account)) local.set(account, local.size);
  const parts = new Components(local.size);
  for (const { a, b } of joining) if (a !== without.a || b !== without.b) parts.join(local.get(a)!, local.get(b)!);
  const [left, right] = [local.get(without.a), local.get(without.b)];
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
