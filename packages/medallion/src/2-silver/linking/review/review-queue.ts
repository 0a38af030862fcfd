import { createHash } from 'node:crypto';
import type { Session } from '@audit/warehouse';
import { pairContributions } from '../explain/pair-contributions.ts';
import { type ToldPair, toldPair } from '../explain/told-pairs.ts';
import type { Corpus } from '../intake/corpus.ts';
import type { LinkedCorpus } from '../link-corpus.ts';
import { firstMasterOf, type MasterOf } from '../masters/master-of.ts';
import { type JudgedPair, pairJudge } from '../rules/pair-judge.ts';
import type { LinkingSettings } from '../settings.ts';
import { type AskedLink, mostDecisive } from './asked-links.ts';
import type { ReviewedAccount, ReviewItem } from './review-item.ts';

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
  const sizes = new Int32Array(cluster.length);
  for (const one of cluster) sizes[one]!++;
  const { asked, all } = mostDecisive(corpus, linked, settings.review);
  const questions = asked.map((question): Question => ({ ...question, pair: toldPair(linked, question.at) }));
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
    leftOut: all - questions.length,
    [Symbol.iterator]: () => Iterator.from(questions).map(itemOf),
  };
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
