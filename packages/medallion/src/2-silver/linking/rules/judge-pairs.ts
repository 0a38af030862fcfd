import type { CandidatePairs } from '../candidates/candidate-pairs.ts';
import { GrowingNumbers } from '../candidates/growing-numbers.ts';
import { pairKey } from '../candidates/name-candidates.ts';
import { joinedComponents } from '../clusters/components.ts';
import { type Joining, joiningKinds } from '../clusters/merge-guard.ts';
import type { Corpus } from '../intake/corpus.ts';
import { decideLearned } from '../learned/decide-learned.ts';
import type { ManualEffect, ManualPair } from '../manual/manual-effect.ts';
import type { LinkingSettings } from '../settings.ts';
import { decidePair, type DecisionMode } from './decide-pair.ts';
import type { JudgedPairs } from './judged-pairs.ts';
import type { Decision, JoiningDecision } from './link.ts';
import { LinkCodes } from './link-codes.ts';
import { type NameFacts, nameQuestions } from './name-facts.ts';
import { scoreOf } from './name-score.ts';
import { evidenceWithTies, type PairEvidence, type Ties } from './pair-evidence.ts';
import { probabilityOf } from './pair-nats.ts';
import type { Weigher } from './weigher.ts';

/** A pair with everything its decision rests on. */
export interface JudgedPair {
  readonly evidence: PairEvidence;
  readonly names: NameFacts;
  readonly nats: number;
  readonly joins: Joining;
  /** What follows for the two; undefined: no link. */
  readonly decision: Decision | undefined;
}

/** Decides about pairs of accounts, the smaller one first. */
export interface PairJudge {
  readonly judge: (a: number, b: number) => JudgedPair;
  /** Whether it is plain that nothing is decided. */
  readonly isNone: (a: number, b: number) => boolean;
  /** Whether rules decide; weights may make a link of any pair. */
  readonly isByRules: boolean;
}

/** Asks what is to be decided about pairs. */
export const pairJudge = (
  corpus: Corpus,
  candidates: Pick<CandidatePairs, 'scores' | 'unrelated'>,
  settings: LinkingSettings,
  { ties, weigher, equalNamesAreSame }: { readonly ties: Ties; readonly weigher: Weigher; readonly equalNamesAreSame: boolean },
): PairJudge => {
  const questions = nameQuestions(corpus, candidates.unrelated);
  const mode: DecisionMode = { settings: settings.rules, acceptance: settings.acceptance, equalNamesAreSame };
  const { nodeOf, names: parts, nameOf, families } = corpus;
  const isNone = (a: number, b: number): boolean => {
    const [left, right] = [nodeOf[a]!, nodeOf[b]!];
    if (left < 0 || right < 0 || left === right || !candidates.unrelated(left, right)) return false;
    // Of names that no rule looks at, one parent makes a link, and what their scripts say.
    const isFamily = families.known[a] === 1 && families.known[b] === 1 && families.root[a] === families.root[b];
    return !isFamily && parts[nameOf[a]!]!.script === parts[nameOf[b]!]!.script && candidates.scores.of(left, right) === 0;
  };
  const judge = (a: number, b: number): JudgedPair => {
    const evidence = evidenceWithTies(corpus, a, b, scoreOf(corpus, candidates, a, b), ties);
    const names = questions.facts(a, b, evidence.score);
    const weighed = weigher.nats(evidence, names);
    const question = { ...mode, probability: probabilityOf(weighed), relation: () => questions.relation(a, b) };
    const ruled = decidePair(evidence, names, question);
    const decision = settings.scorer === 'learned' ? decideLearned(ruled, { ...question, review_at: settings.learned.review_at }) : ruled;
    const nats = byLaw(settings, decision) ? Math.max(weighed, lawNats) : weighed;
    return { evidence, names, nats, joins: joiningOf(decision, nats, settings), decision };
  };
  const isByRules = settings.scorer === 'rules';
  return { judge, isNone: isByRules ? isNone : () => false, isByRules };
};

/** Under the acceptance of the law its links count for something, whatever else is known of the pair. */
const lawNats = 1;
const byLaw = ({ acceptance, scorer }: LinkingSettings, decision: JoiningDecision | undefined): boolean =>
  acceptance === 'law' && scorer === 'rules' && decision?.type === 'same' && decision.status === 'auto';

/** A link that waits for review joins all the same where it is more likely right than wrong, unless the settings say otherwise. */
const joiningOf = (decision: JoiningDecision | undefined, nats: number, { clusters, scorer }: LinkingSettings): Joining => {
  if (decision?.mayJoin !== true) return 'no';
  // Learned weights have said already that it is likely enough.
  return decision.status === 'auto' || (clusters.join_reviewed && (nats >= 0 || scorer === 'learned')) ? 'may' : 'no';
};

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
export const judgePairs = (accounts: number, { judge, candidates, manual, kept }: Judging): JudgedPairs => {
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
  if (kept === 'all' || !judge.isByRules) candidates.pairs.each(visit);
  else candidates.pairs.eachWorthARule(visit);
  for (const person of decided.values()) judgeByHand(person.a, person.b, person);
  const judged = made.sorted();
  return kept === 'all' ? judged : withCounting(judged, accounts, judge, candidates);
};

/** Adds the pairs that became no link and count all the same: in a cluster all pairs together speak for it, or against. */
const withCounting = (links: JudgedPairs, accounts: number, judge: PairJudge, { pairs }: Pick<CandidatePairs, 'pairs'>): JudgedPairs => {
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
