import type { ClusterConfidence } from '../clusters/cluster-confidence.ts';
import { numbersOfAccounts, readAccountFacts } from './account-facts.ts';
import { clusterShape } from './cluster-shape.ts';
import type { ExplainedLink } from './explained-link.ts';
import { type Explainable, type ExplainedBridge, explainedBridge, linkOf } from './pair-explanation.ts';
import { readSurvivors, type Survivor } from './read-survivors.ts';
import { toldPairs } from './told-pairs.ts';

/** Everything about the master of an account. */
export interface AccountExplanation {
  readonly account_id: string;
  readonly name: string;
  readonly master_id: string;
  /** How sure the master is; 100, 100 and 1 of an account alone. */
  readonly confidence: { readonly linkage: number; readonly weakest_bridge: number; readonly mean_probability: number };
  readonly members: readonly { readonly account_id: string; readonly name: string; readonly country: string | null }[];
  /** Fields of the master, each with the account it is from and why. */
  readonly survivors: readonly Survivor[];
  /** Links that join its members, strongest first. */
  readonly links_used: readonly ExplainedLink[];
  /** Links to accounts of other masters that the guard or a person refused. */
  readonly links_refused: readonly ExplainedLink[];
  /** Links to accounts of other masters that wait for review. */
  readonly links_waiting: readonly ExplainedLink[];
  /** Links to accounts that belong to it and are not the same. */
  readonly links_related: readonly ExplainedLink[];
  readonly weakest_bridge: ExplainedBridge | null;
}

/** Explains the master of an account. @throws UsageError for an id that is no account */
export const explainAccount = async (
  question: Explainable & { readonly confidences: ReadonlyMap<number, ClusterConfidence> },
  id: string,
): Promise<AccountExplanation> => {
  const { session, corpus, linked, confidences } = question;
  const [account] = numbersOfAccounts(corpus.ids, [id]) as [number];
  const shape = clusterShape(linked, account);
  const facts = await readAccountFacts(session, shape.members, question);
  const mine = linked.cluster[account]!;
  const outside = toldPairs(linked, (a, b) => (linked.cluster[a] === mine) !== (linked.cluster[b] === mine))
    .filter(({ link }) => link !== undefined)
    .map((pair) => linkOf(question, pair));
  const sure = confidences.get(mine);
  const isRefused = ({ status, refused_because: why }: ExplainedLink): boolean => why !== null || status === 'refused';
  return {
    account_id: id,
    name: facts.find(({ account_id: one }) => one === id)?.name ?? '',
    master_id: question.masterOf(account),
    confidence: { linkage: sure?.linkage ?? 100, weakest_bridge: sure?.weakestBridge ?? 100, mean_probability: sure?.meanProbability ?? 1 },
    members: facts.map(({ account_id, name, country }) => ({ account_id, name, country })),
    survivors: await readSurvivors(question, shape.members),
    links_used: shape.joining.map((pair) => linkOf(question, pair)),
    links_refused: outside.filter(isRefused),
    links_waiting: outside.filter((link) => link.type === 'same' && !isRefused(link)),
    links_related: outside.filter(({ type }) => type === 'related'),
    weakest_bridge: explainedBridge(question, shape),
  };
};
