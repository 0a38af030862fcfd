import { ApiProblem } from '../http/problem.ts';
import { recommendationItem } from '../endpoints/recommendation-item.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** A recommendation as the version that is served has it. */
export interface Proposed {
  readonly id: string;
  readonly customer: string;
  readonly rule: string;
  readonly priority: string;
  readonly action: string;
  readonly reason: string;
  readonly expectedOutcome: string;
  /** open, expired or withdrawn. */
  readonly status: string;
  /** As JSON. */
  readonly item: string;
}

/** undefined where the version has no such recommendation */
export const findProposed = async (snapshot: Snapshot, id: string): Promise<Proposed | undefined> => {
  const [row] = await snapshot.rows(
    `SELECT r.master_id, r.rule_id, r.priority, r.action, r.reason, r.expected_outcome, r.status, ${recommendationItem.json}
     FROM recommendation r WHERE r.recommendation_id = $1`,
    [id],
  );
  if (row === undefined) return undefined;
  const [customer = '', rule = '', priority = '', action = '', reason = '', expectedOutcome = '', status = '', item = ''] = row.map(String);
  return { id, customer, rule, priority, action, reason, expectedOutcome, status, item };
};

export const unknownRecommendation = (): ApiProblem =>
  new ApiProblem('NO_SUCH_RECOMMENDATION', 'no recommendation of this version has the id; a customer lists its own');

/** Accounts of a customer in its sources. */
export const accountsOf = async (snapshot: Snapshot, customer: string): Promise<readonly string[]> =>
  (await snapshot.rows('SELECT account_id FROM account_of WHERE master_id = $1 ORDER BY account_id', [customer])).map(([id]) => String(id));
