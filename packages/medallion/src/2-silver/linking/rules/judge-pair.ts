import { firstOfPair, pairKey, secondOfPair } from '../candidates/name-candidates.ts';
import type { CandidatePairs } from '../candidates/candidate-pairs.ts';
import type { PairOfAccounts } from '../clusters/cluster-pairs.ts';
import type { Joining } from '../clusters/merge-guard.ts';
import type { Corpus } from '../intake/read-corpus.ts';
import type { ManualEffect, ManualPair } from '../manual/manual-effect.ts';
import type { LinkingSettings } from '../settings.ts';
import { type CorpusTies, equalNamesAreSame } from './corpus-ties.ts';
import { decidePair, type DecisionMode } from './decide-pair.ts';
import type { Decision, Link } from './link.ts';
import { type NameFacts, nameFacts } from './name-facts.ts';
import { scoreOf } from './name-score.ts';
import { evidenceOf, type PairEvidence, withTies } from './pair-evidence.ts';
import { pairNats, probabilityOf } from './pair-nats.ts';

/** A pair as it was looked at. */
export interface JudgedPair extends PairOfAccounts {
  readonly evidence: PairEvidence;
  readonly names: NameFacts;
  /** What follows for the two; undefined: no link. */
  readonly link: Link | undefined;
}

/** Asks what is to be decided about a pair. */
export const pairJudge = (
  corpus: Corpus,
  candidates: Pick<CandidatePairs, 'scores'>,
  settings: LinkingSettings,
  ties: CorpusTies,
): ((a: number, b: number) => JudgedPair) => {
  const facts = nameFacts(corpus);
  const mode: DecisionMode = { settings: settings.rules, acceptance: settings.acceptance, equalNamesAreSame: equalNamesAreSame(ties) };
  return (a, b) => {
    const evidence = withTies(evidenceOf(corpus, a, b, scoreOf(corpus, candidates, a, b)), corpus, ties);
    const names = facts(a, b, evidence.score);
    const nats = pairNats(evidence, names);
    const decision = decidePair(evidence, names, { ...mode, probability: probabilityOf(nats) });
    const link = decision === undefined ? undefined : { a, b, ...decision, probability: probabilityOf(nats) };
    return { a, b, nats, joins: joiningOf(decision, nats, settings), evidence, names, link };
  };
};

/** A link that waits for review joins all the same where it is more likely right than wrong, unless the settings say otherwise. */
const joiningOf = (decision: Decision | undefined, nats: number, { clusters }: LinkingSettings): Joining => {
  if (decision?.type !== 'same') return 'no';
  return decision.status === 'auto' || (clusters.join_reviewed && nats >= 0) ? 'may' : 'no';
};

const manualNats = 20;

const byHand = (before: JudgedPair, { a, b, link: { type, by, at, reason } }: ManualPair): JudgedPair => {
  const words = `by ${by} at ${at}${reason === '' ? '' : `: ${reason}`}`;
  const base = { a, b, rule: 'MANUAL', confidence: 100 } as const;
  const fired = ['MANUAL', ...(before.link?.fired ?? [])] as const;
  if (type === 'same') return { ...before, nats: manualNats, joins: 'must', link: { ...base, fired, type: 'same', status: 'auto', reason: words, probability: 1 } };
  if (type === 'related') return { ...before, nats: -manualNats, joins: 'never', link: { ...base, fired, type: 'related', status: 'auto', reason: words, probability: 0 } };
  return { ...before, nats: -manualNats, joins: 'never', link: { ...base, fired, type: 'same', status: 'refused', reason: words, probability: 0 } };
};

/** Judges all candidate pairs, and those people decided, in the order of their accounts. */
export const judgePairs = (
  judge: (a: number, b: number) => JudgedPair,
  candidates: Pick<CandidatePairs, 'pairs'>,
  { pairs: manual }: ManualEffect,
): readonly JudgedPair[] => {
  const decided = new Map(manual.map((pair) => [pairKey(pair.a, pair.b), pair]));
  const judged: JudgedPair[] = [];
  for (const key of candidates.pairs) {
    const pair = judge(firstOfPair(key), secondOfPair(key));
    const person = decided.get(key);
    judged.push(person === undefined ? pair : byHand(pair, person));
    decided.delete(key);
  }
  if (decided.size === 0) return judged;
  for (const pair of decided.values()) judged.push(byHand(judge(pair.a, pair.b), pair));
  return judged.toSorted((x, y) => x.a - y.a || x.b - y.b);
};
