import type { CandidatePairs } from '../candidates/candidate-pairs.ts';
import { GrowingNumbers } from '../candidates/growing-numbers.ts';
import { pairKey } from '../candidates/name-candidates.ts';
import { joinedComponents } from '../clusters/components.ts';
import { joiningKinds } from '../clusters/merge-guard.ts';
import type { ManualEffect, ManualPair } from '../manual/manual-effect.ts';
import type { JudgedPairs } from './judged-pairs.ts';
import type { Decision } from './link.ts';
import { LinkCodes } from './link-codes.ts';
import type { JudgedPair, PairJudge } from './pair-judge.ts';

const manualNats = 20;

/** What people decided takes the place of what the rules say; rules that fired are kept. */
const byHand = (
  before: Decision | undefined,
  { link: { type, by, at, reason } }: ManualPair,
): Pick<JudgedPair, 'nats' | 'joins'> & { readonly decision: Decision } => {
  const base = {
    rule: 'MANUAL',
    confidence: 100,
    fired: ['MANUAL', ...(before?.fired ?? [])],
    reason: `by ${by} at ${at}${reason === '' ? '' : `: ${reason}`}`,
  } as const;
  if (type === 'same') return { nats: manualNats, joins: 'must', decision: { ...base, type: 'same', status: 'auto' } };
  return {
    nats: -manualNats,
    joins: 'never',
    decision: { ...base, type: type === 'related' ? 'related' : 'same', status: type === 'related' ? 'auto' : 'refused' },
  };
};

/** Judgements as they are made, in any order of keys. */
class GrowingJudgements {
  readonly keys = new GrowingNumbers();
  readonly nats = new GrowingNumbers();
  readonly joins = new GrowingNumbers();
  readonly decisions = new GrowingNumbers();
  readonly codes = new LinkCodes();

  push(key: number, { nats, joins, decision }: Pick<JudgedPair, 'nats' | 'joins' | 'decision'>): void {
    this.keys.push(key);
    this.nats.push(nats);
    this.joins.push(joiningKinds.indexOf(joins));
    this.decisions.push(decision === undefined ? 0 : this.codes.code(decision));
  }

  /** In the order of keys. */
  sorted(): JudgedPairs {
    const { keys, nats, joins, decisions, codes } = this;
    const of = { keys: keys.values(), nats: nats.values(), joins: Uint8Array.from(joins.values()), decisions: decisions.values() };
    const isSorted = of.keys.every((key, at) => at === 0 || of.keys[at - 1]! < key);
    if (isSorted) return { length: keys.length, ...of, codes };
    const order = Uint32Array.from(of.keys, (_, at) => at).toSorted((x, y) => of.keys[x]! - of.keys[y]!);
    const ordered = (values: Float64Array): Float64Array => Float64Array.from(order, (at) => values[at]!);
    return {
      length: keys.length,
      keys: ordered(of.keys),
      nats: ordered(of.nats),
      joins: Uint8Array.from(order, (at) => of.joins[at]!),
      decisions: ordered(of.decisions),
      codes,
    };
  }
}

/** What pairs are judged by, and which of them are kept. */
export interface Judging {
  readonly judge: PairJudge;
  readonly candidates: Pick<CandidatePairs, 'pairs'>;
  readonly manual: ManualEffect;
  /** `counting`: pairs that became links, and those that count in a cluster; `all` is for who asks why a pair became none. */
  readonly kept: 'counting' | 'all';
}

/** Judges candidate pairs, and those people decided. */
export const judgePairs = (accounts: number, judging: Judging): JudgedPairs => {
  const judged = judgeEach(accounts, judging);
  return judging.kept === 'all' ? judged : withCounting(judged, accounts, judging);
};

/** Those that became links, or all; what is not needed afterwards is gone with this call. */
const judgeEach = (accounts: number, { judge, candidates, manual, kept }: Judging): JudgedPairs => {
  const decided = new Map(manual.pairs.map((pair) => [pairKey(pair.a, pair.b), pair]));
  const isNamed = new Uint8Array(accounts);
  for (const { a } of manual.pairs) isNamed[a] = 1;
  const made = new GrowingJudgements();
  const judgeByHand = (a: number, b: number, person: ManualPair): void => {
    decided.delete(pairKey(a, b));
    made.push(pairKey(a, b), byHand(judge.judge(a, b).decision, person));
  };
  const visit = (a: number, b: number): void => {
    const person = isNamed[a] === 1 ? decided.get(pairKey(a, b)) : undefined;
    if (person !== undefined) return judgeByHand(a, b, person);
    if (kept === 'counting' && judge.isNone(a, b)) return;
    const own = judge.judge(a, b);
    if (kept === 'all' || own.decision !== undefined) made.push(pairKey(a, b), own);
  };
  candidates.pairs.each(visit);
  for (const person of decided.values()) judgeByHand(person.a, person.b, person);
  return made.sorted();
};

/** Adds the pairs that became no link and count all the same: in a cluster all pairs together speak for it, or against. */
const withCounting = (links: JudgedPairs, accounts: number, { judge, candidates: { pairs } }: Judging): JudgedPairs => {
  const component = joinedComponents(accounts, links).all();
  const isJoined = new Uint8Array(accounts);
  component.forEach((one, account) => {
    if (one !== account) isJoined[account] = isJoined[one] = 1;
  });
  const [keys, nats] = [new GrowingNumbers(), new GrowingNumbers()];
  let next = 0;
  pairs.each((a, b) => {
    if (component[a] !== component[b]) return;
    const key = pairKey(a, b);
    while (next < links.length && links.keys[next]! < key) next++;
    if (links.keys[next] === key) return;
    keys.push(key);
    nats.push(judge.judge(a, b).nats);
  }, isJoined);
  return merged(links, keys.values(), nats.values());
};

/** Links and pairs that are none, in the order of keys. */
const merged = (links: JudgedPairs, otherKeys: Float64Array, otherNats: Float64Array): JudgedPairs => {
  const length = links.length + otherKeys.length;
  const [keys, nats, joins, decisions] = [
    new Float64Array(length),
    new Float64Array(length),
    new Uint8Array(length),
    new Float64Array(length),
  ];
  const no = joiningKinds.indexOf('no');
  let [link, other] = [0, 0];
  for (let at = 0; at < length; at++) {
    const isLink = other === otherKeys.length || (link < links.length && links.keys[link]! < otherKeys[other]!);
    keys[at] = isLink ? links.keys[link]! : otherKeys[other]!;
    nats[at] = isLink ? links.nats[link]! : otherNats[other]!;
    joins[at] = isLink ? links.joins[link]! : no;
    decisions[at] = isLink ? links.decisions[link]! : 0;
    if (isLink) link++;
    else other++;
  }
  return { length, keys, nats, joins, decisions, codes: links.codes };
};
