import type { CandidatePairs } from '../candidates/candidate-pairs.ts';
import { Components } from '../clusters/components.ts';
import type { Corpus } from '../intake/corpus.ts';
import { evidenceOf, isContradicted, type OwnEvidence, sharesContact, type Ties } from './pair-evidence.ts';

/** What pairs say of other pairs, and of equal names as such. */
export interface CorpusTies extends Ties {
  /** Of pairs with equal names and domains on both sides, how many differ in them, and how many do not. */
  readonly conflicting: number;
  readonly agreeing: number;
}

/** Only pairs of names so much alike say anything of others. */
export const alike = 85;

/** Whether a pair of alike names is beyond doubt: what ties it is seldom shared by chance. */
export const isTie = (pair: OwnEvidence): boolean =>
  pair.score >= alike && !isContradicted(pair) && (sharesContact(pair) || pair.family === 'same');

/** Looks at all pairs once, before any of them is decided. */
export const corpusTies = (corpus: Corpus, candidates: CandidatePairs): CorpusTies => {
  const { nodes, nodeOf, ids } = corpus;
  const cores = new Components(ids.length);
  const contested = new Uint8Array(nodes.parts.length);
  let [conflicting, agreeing] = [0, 0];
  candidates.pairs.each((a, b) => {
    const [left, right] = [nodeOf[a]!, nodeOf[b]!];
    if (left < 0 || right < 0 || (left !== right && candidates.unrelated(left, right))) return;
    const score = left === right ? 100 : candidates.scores.of(left, right);
    if (score < alike) return;
    const pair = evidenceOf(corpus, a, b, score);
    if (isTie(pair)) cores.join(a, b);
    if (isContradicted(pair)) contested[left] = contested[right] = 1;
    if (score === 100 && pair.domainConflict) conflicting++;
    else if (score === 100 && pair.labels > 0) agreeing++;
  });
  return { core: cores.all(), contested, conflicting, agreeing };
};

/** An equal name is proof enough as long as hardly any pairs with one differ in their domains; of fewer pairs nothing is concluded. */
const mostConflicting = 0.01;
const fewestPairs = 50;

/** Whether an equal name of its own is enough in this corpus: where homonyms are common, their domains show it. No truth is needed. */
export const equalNamesAreSame = ({ conflicting, agreeing }: Pick<CorpusTies, 'conflicting' | 'agreeing'>): boolean =>
  conflicting + agreeing < fewestPairs || conflicting <= mostConflicting * (conflicting + agreeing);
