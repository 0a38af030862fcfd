import type { Access } from '../access/scopes.ts';
import { recommendationVersion } from '../endpoints/recommendation-item.ts';
import { ApiProblem } from '../http/problem.ts';
import type { ActionMessage, DeliveryRecord } from '../outbox/delivery.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { ServiceState } from '../state/service-state.ts';
import type { StoredAnswer } from '../state/state-store.ts';
import { type ActionRecord, type ActionState, transitions } from './action.ts';
import type { Asker } from './action-entry.ts';
import type { Proposed } from './proposed-action.ts';

/** Where actions are kept, and who carries them out. */
export interface Actions {
  readonly state: ServiceState;
  readonly outbox: Outbox;
}

/** A request that is to change an action. */
export interface ActOrder {
  readonly access: Access;
  readonly requestId: string;
  /** What of `If-Match` was given. */
  readonly ifMatch: string | undefined;
  /** The answer as it is kept for the Idempotency-Key, where there is one. */
  readonly keep: (record: ActionRecord, deliveries: readonly DeliveryRecord[]) => StoredAnswer | undefined;
}

/** An action as a request left it, and what its connector is still to be told. */
export interface Acted {
  readonly record: ActionRecord;
  readonly deliveries: readonly DeliveryRecord[];
}

export const askerOf = ({ access, requestId }: ActOrder): Asker => ({ actor: access.id, requestId });

/** @throws ApiProblem 409 where an action cannot become that, naming what it is */
export const refuseUnless = (from: ActionState, to: ActionState, what: string): void => {
  if (!transitions[from].includes(to)) throw new ApiProblem('TRANSITION_REFUSED', `the action is ${from}: ${what}`);
};

const tagsIn = (header: string): readonly string[] => header.split(',').map((tag) => tag.trim().replace(/^(?:W\/)?"(.*)"$/, '$1'));

/** @throws ApiProblem 412 where whoever asks saw another version of the recommendation */
export const refuseOtherVersion = ({ ifMatch }: ActOrder, item: string, action: ActionRecord | undefined): void => {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  if (!tagsIn(ifMatch).includes(recommendationVersion(item, action)))
    throw new ApiProblem('VERSION_CHANGED', 'the recommendation, or what became of it, has changed since; read it again and decide anew');
};

/** What a connector is told of an action. */
export const messageOf = (
  event: ActionMessage['event'],
  record: ActionRecord,
  { reason, expectedOutcome }: Pick<Proposed, 'reason' | 'expectedOutcome'>,
  accounts: readonly string[],
): ActionMessage => ({
  event,
  action_id: record.id,
  attempt: record.attempt,
  customer: record.customer,
  accounts: [...accounts],
  rule: record.rule,
  priority: record.priority,
  action: record.action,
  reason,
  expected_outcome: expectedOutcome,
  due_on: record.due_on,
  assignee: record.assignee,
  note: record.note,
  reference: record.reference,
  requested_at: record.requested_at,
  requested_by: record.requested_by,
});
