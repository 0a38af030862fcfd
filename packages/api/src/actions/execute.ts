import { ApiProblem } from '../http/problem.ts';
import { newDelivery } from '../outbox/delivery.ts';
import { actionEntry } from './action-entry.ts';
import type { ActionRecord } from './action.ts';
import { type Acted, type ActOrder, type Actions, askerOf, messageOf, refuseOtherVersion, refuseUnless } from './act.ts';
import type { Proposed } from './proposed-action.ts';

/** How an action is to be done. */
export interface Wishes {
  readonly note: string | null;
  readonly due_on: string | null;
  readonly assignee: string | null;
}

/** What becomes of a recommendation that is acted on now. @throws ApiProblem 409, 412 */
export const requestedAction = (
  { state, outbox }: Actions,
  proposed: Proposed,
  wishes: Wishes,
  order: ActOrder,
  at: string,
): ActionRecord => {
  const before = state.actions.get(proposed.id);
  refuseOtherVersion(order, proposed.item, before);
  refuseUnless(before?.state ?? 'proposed', 'requested', 'it is under way or done; cancel it before it is asked for again');
  if (proposed.status !== 'open')
    throw new ApiProblem('TRANSITION_REFUSED', `the recommendation is ${proposed.status}: what it was for is no more; act on an open one`);
  const { id, customer, rule, priority, action } = proposed;
  const connector = outbox.connectorOf(rule);
  if (connector === undefined)
    throw new ApiProblem('TRANSITION_REFUSED', `the action is proposed: no connector takes rule ${rule}; name one in serve.connectors`);
  return {
    id,
    customer,
    rule,
    action,
    priority,
    attempt: (before?.attempt ?? 0) + 1,
    state: 'requested',
    connector: connector.name,
    requested_at: at,
    requested_by: order.access.id,
    requested_seq: state.nextSeq,
    updated_at: at,
    ...wishes,
    reference: null,
    error: null,
  };
};

/** Asks for a recommendation to be carried out: kept, with what its connector is to be told, when this returns. @throws ApiProblem 409, 412 */
export const executeAction = async (
  actions: Actions,
  proposed: Proposed,
  accounts: readonly string[],
  wishes: Wishes,
  order: ActOrder,
): Promise<Acted> => {
  const { state, outbox } = actions;
  const acted = await state.change(async (at) => {
    const next = requestedAction(actions, proposed, wishes, order, at);
    const before = state.actions.get(proposed.id);
    const delivery = newDelivery('execute', next.connector, messageOf('action.requested', next, proposed, accounts), at);
    // What was given up before is begun anew.
    const given = [...state.deliveries.values()].filter(({ action_id: id, state: now }) => id === next.id && now === 'dead');
    const answer = order.keep(next, [delivery]);
    return await Promise.resolve([
      {
        actions: [next],
        deliveries: [delivery],
        delivered: given.map(({ id }) => id),
        entries: [actionEntry(before?.state ?? 'proposed', next, askerOf(order), { ...wishes })],
        ...(answer === undefined ? {} : { answer }),
      },
      { record: next, deliveries: [delivery] },
    ]);
  });
  outbox.wake();
  return acted;
};
