import type { CandidatePairs } from '../candidates/candidate-pairs.ts';
import { firstOfPair, pairKey, secondOfPair } from '../candidates/name-candidates.ts';
import { type Joining, joiningKinds } from '../clusters/merge-guard.ts';
import type { Corpus } from '../intake/read-corpus.ts';
import { decideLearned } from '../learned/decide-learned.ts';
import type { ManualEffect, ManualPair } from '../manual/manual-effect.ts';
import type { LinkingSettings } from '../settings.ts';
import { decidePair, type DecisionMode } from './decide-pair.ts';
import type { JudgedPairs } from './judged-pairs.ts';
import type { Decision, JoiningDecision } from './link.ts';
import { LinkCodes } from './link-codes.ts';
import { type NameFacts, nameQuestions } from './name-facts.ts';
import { scoreOf } from './name-score.ts';
import { evidenceOf, type PairEvidence, type Ties, withTies } from './pair-evidence.ts';
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

/** Asks what is to be decided about a pair of accounts, the smaller one first. */
export const pairJudge = (
  corpus: Corpus,
  candidates: Pick<CandidatePairs, 'scores' | 'unrelated'>,
  settings: LinkingSettings,
  { ties, weigher, equalNamesAreSame }: { readonly ties: Ties; readonly weigher: Weigher; readonly equalNamesAreSame: boolean },
): ((a: number, b: number) => JudgedPair) => {
  const questions = nameQuestions(corpus, candidates.unrelated);
  const mode: DecisionMode = { settings: settings.rules, acceptance: settings.acceptance, equalNamesAreSame };
  return (a, b) => {
    const evidence = withTies(evidenceOf(corpus, a, b, scoreOf(corpus, candidates, a, b)), corpus, ties);
    const names = questions.facts(a, b, evidence.score);
    const weighed = weigher.nats(evidence, names);
    const relation = () => questions.relation(a, b);
    const question = { ...mode, probability: probabilityOf(weighed) };
    const ruled = decidePair(evidence, { ...names, relation }, question);
    const decision = settings.scorer === 'learned' ? decideLearned(ruled, { ...question, review_at: settings.learned.review_at }) : ruled;
    const nats = byLaw(settings, decision) ? Math.max(weighed, lawNats) : weighed;
    return { evidence, names, nats, joins: joiningOf(decision, nats, settings), decision };
  };
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

/** Judges all candidate pairs, and those people decided. */
export const judgePairs = (
  judge: (a: number, b: number) => JudgedPair,
  candidates: Pick<CandidatePairs, 'pairs'>,
  { pairs: manual }: ManualEffect,
): JudgedPairs => {
  const decided = new Map(manual.map((pair) => [pairKey(pair.a, pair.b), pair]));
  const keys = withKeys(candidates.pairs, [...decided.keys()]);
  const nats = new Float64Array(keys.length);
  const joins = new Uint8Array(keys.length);
  const decisions = new Float64Array(keys.length);
  const codes = new LinkCodes();
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at]!;
    const own = judge(firstOfPair(key), secondOfPair(key));
    const person = decided.get(key);
    const { nats: evidence, joins: kind, decision } = person === undefined ? own : byHand(own.decision, person);
    nats[at] = evidence;
    joins[at] = joiningKinds.indexOf(kind);
    decisions[at] = decision === undefined ? 0 : codes.code(decision);
  }
  return { length: keys.length, keys, nats, joins, decisions, codes };
};

const withKeys = (keys: Float64Array, more: readonly number[]): Float64Array => {
  const known = new Set(more);
  for (const key of keys) known.delete(key);
  if (known.size === 0) return keys;
  const all = new Float64Array(keys.length + known.size);
  all.set(keys);
  all.set([...known], keys.length);
  return all.toSorted();
};
