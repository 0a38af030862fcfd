import type { CandidatePairs } from '../candidates/candidate-pairs.ts';
import type { Joining } from '../clusters/merge-guard.ts';
import type { Corpus } from '../intake/corpus.ts';
import { decideLearned } from '../learned/decide-learned.ts';
import type { LinkingSettings } from '../settings.ts';
import { decidePair, type DecisionMode } from './decide-pair.ts';
import type { Decision, JoiningDecision } from './link.ts';
import { type NameFacts, nameQuestions } from './name-facts.ts';
import { scoreOf } from './name-score.ts';
import { areContradicted, evidenceWithTies, familyOfTwo, type PairEvidence, type Ties } from './pair-evidence.ts';
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
  const { nodeOf, names: parts, nameOf } = corpus;
  const isNone = (a: number, b: number): boolean => {
    const [left, right] = [nodeOf[a]!, nodeOf[b]!];
    if (left < 0 || right < 0 || left === right) return false;
    // Of names that no rule looks at, one parent makes a link, and what the names say where nothing is against it.
    if (familyOfTwo(corpus, a, b) === 'same' || candidates.scores.of(left, right) > 0) return false;
    const isOneScript = parts[nameOf[a]!]!.script === parts[nameOf[b]!]!.script;
    return (isOneScript && candidates.unrelated(left, right)) || areContradicted(corpus, a, b);
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
  // Weights may make a link of any pair.
  return { judge, isNone: settings.scorer === 'rules' ? isNone : () => false };
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
