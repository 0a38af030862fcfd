import type { Session } from '@audit/warehouse';
import type { AccountPairs } from '../candidates/account-pairs.ts';
import { candidatePairs } from '../candidates/candidate-pairs.ts';
import { GrowingNumbers } from '../candidates/growing-numbers.ts';
import { firstOfPair, pairKey, secondOfPair } from '../candidates/name-candidates.ts';
import { nodeText } from '../candidates/name-nodes.ts';
import { pairsOfKeys, type VisitedPairs } from '../candidates/visited-pairs.ts';
import type { Corpus, FrozenModel } from '../intake/corpus.ts';
import { accountHash } from './kept-ties.ts';
import { readPairs, readTexts } from '../intake/read-columns.ts';
import { linkCorpus, type LinkedCorpus } from '../link-corpus.ts';
import { type ManualEffect, manualEffect } from '../manual/manual-effect.ts';
import type { ManualLinks } from '../manual/manual-links.ts';
import type { CorpusTies } from '../rules/corpus-ties.ts';
import type { LinkingSettings } from '../settings.ts';

/** 1 for the accounts of a relation (account_id) among those that are numbered. */
export const among = async (session: Session, relation: string, accounts: number): Promise<Uint8Array> => {
  const { a } = await readPairs(
    session,
    `SELECT a.i AS a, a.i AS b FROM lk_accounts a SEMI JOIN ${relation} k ON k.account_id = a.account_id`,
  );
  const is = new Uint8Array(accounts);
  for (const account of a) is[account] = 1;
  return is;
};

/** What all pairs say of others, for the accounts of a part: as it was kept, and as it is now where that differs. */
const tiesOfPart = async (session: Session, { ids, nodes }: Corpus): Promise<CorpusTies> => {
  const { a, b } = await readPairs(
    session,
    `SELECT a.i AS a, CAST(DENSE_RANK() OVER (ORDER BY COALESCE(c.core, n.core, ${accountHash('a.account_id')})) AS INTEGER) AS b FROM lk_accounts a
       JOIN (SELECT account_id, core FROM accounts_now) n ON n.account_id = a.account_id LEFT JOIN cores_now c ON c.one = a.account_id`,
  );
  const core = new Int32Array(ids.length);
  a.forEach((account, at) => (core[account] = b[at]!));
  const names = await readTexts(
    session,
    `SELECT n.name FROM (SELECT * FROM names_now n SEMI JOIN part_names k ON k.id = n.id) n LEFT JOIN contested_now c ON c.id = n.id WHERE COALESCE(c.contested, n.contested)`,
    'name',
    'name',
  );
  const isContested = new Set(names);
  const contested = Uint8Array.from(nodes.parts, (parts) => (isContested.has(nodeText(parts)) ? 1 : 0));
  return { core, contested, conflicting: 0, agreeing: 0 };
};

/** Pairs that are judged anew: those of a touched account, and all among the members of components that may come out otherwise. */
export interface ToJudge {
  readonly isTouched: Uint8Array;
  readonly isMember: Uint8Array;
}

const isJudged = ({ isTouched, isMember }: ToJudge, a: number, b: number): boolean =>
  isTouched[a] === 1 || isTouched[b] === 1 || (isMember[a] === 1 && isMember[b] === 1);

const chosen =
  (which: ToJudge) =>
  (pairs: AccountPairs): VisitedPairs => {
    const keys = new GrowingNumbers();
    pairs.eachOf(which.isMember, (a, b) => {
      if (isJudged(which, a, b)) keys.push(pairKey(a, b));
    });
    return pairsOfKeys(keys.values().toSorted());
  };

/** Links the accounts of a part, of which the candidates of all touched ones are there. */
export const judgePart = async (
  session: Session,
  corpus: Corpus,
  {
    settings,
    manual,
    model,
    which,
  }: { readonly settings: LinkingSettings; readonly manual: ManualLinks; readonly model: FrozenModel; readonly which: ToJudge },
): Promise<{ readonly linked: LinkedCorpus; readonly manual: ManualEffect }> => {
  const ties = await tiesOfPart(session, corpus);
  const { pairs, unknown } = manualEffect(manual, corpus.ids);
  const own = { pairs: pairs.filter(({ a, b }) => isJudged(which, a, b)), unknown };
  return { linked: linkCorpus(corpus, settings, own, { model, part: { ties, choose: chosen(which) } }), manual: own };
};

/** Accounts that links join with touched ones. */
export const joinedWith = ({ judged, cluster }: LinkedCorpus, isJoining: (at: number) => boolean): readonly number[] => {
  const found = new Uint8Array(cluster.length);
  for (let at = 0; at < judged.length; at++)
    if (isJoining(at)) found[firstOfPair(judged.keys[at]!)] = found[secondOfPair(judged.keys[at]!)] = 1;
  return Array.from(found.keys()).filter((account) => found[account] === 1);
};

export const candidatesOfPart = (corpus: Corpus, settings: LinkingSettings): ReturnType<typeof candidatePairs> =>
  candidatePairs(corpus, settings.candidates);
