import { ApiProblem } from '../http/problem.ts';
import { actionMessage, type DeliveryRecord, newDelivery } from '../outbox/delivery.ts';
import type { Draft } from '../state/service-state.ts';
import { actionEntry } from './action-entry.ts';
import type { ActionRecord } from './action.ts';
import { type Acted, type ActOrder, type Actions, askerOf, messageOf, refuseUnless } from './act.ts';
import { accountsOf, type Proposed } from './proposed-action.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

const ofAttempt = ({ state }: Actions, { id, attempt }: ActionRecord, kind: DeliveryRecord['kind']): DeliveryRecord | undefined =>
  [...state.deliveries.values()].find((one) => one.action_id === id && one.attempt === attempt && one.kind === kind);

/** @throws ApiProblem 409 where the connector may have it, and cannot take it back */
const refuseUncancellable = ({ outbox }: Actions, { connector, state }: ActionRecord): void => {
  if (outbox.connector(connector)?.canCancel !== true)
    throw new ApiProblem(
      'TRANSITION_REFUSED',
      `the action is ${state}: ${connector} has it, or may have, and cannot take it back; undo it there`,
    );
};

/** What becomes of the deliveries of an action that is cancelled: one nobody was told of is dropped, of any other its connector is told. */
const undoing = (actions: Actions, record: ActionRecord, next: ActionRecord, told: Told, at: string): Partial<Draft> => {
  const pending = ofAttempt(actions, record, 'execute');
  if (pending !== undefined && actions.outbox.isInWork(pending.id))
    throw new ApiProblem(
      'TRANSITION_REFUSED',
      `the action is ${record.state}: ${record.connector} is being told of it now; ask again in a moment`,
      {
        headers: { 'Retry-After': '1' },
      },
    );
  const delivered = pending === undefined ? [] : [pending.id];
  if (pending?.tries === 0 && record.state === 'requested') return { delivered };
  refuseUncancellable(actions, record);
  const said = pending === undefined ? told : fromMessage(pending.message);
  return { delivered, deliveries: [newDelivery('cancel', record.connector, messageOf('action.cancelled', next, said, said.accounts), at)] };
};

interface Told extends Pick<Proposed, 'reason' | 'expectedOutcome'> {
  readonly accounts: readonly string[];
}

const fromMessage = (text: string): Told => {
  const { reason, expected_outcome: expectedOutcome, accounts } = actionMessage.parse(JSON.parse(text));
  return { reason, expectedOutcome, accounts };
};

/** Tells a connector once more that an action was taken back, where it was given up before. */
const againTold = (dead: DeliveryRecord, at: string): DeliveryRecord => ({ ...dead, state: 'pending', tries: 0, next_at: at, error: null });

/**
 * Takes an action back: one that was not delivered is dropped, of one that was its connector is told.
 *
 * @param proposed its recommendation, where the version served still has it @throws ApiProblem 409
 */
export const cancelAction = async (
  actions: Actions,
  id: string,
  { snapshot, proposed }: { readonly snapshot: Snapshot; readonly proposed: Proposed | undefined },
  note: string | null,
  order: ActOrder,
): Promise<Acted> => {
  const { state, outbox } = actions;
  const known = state.actions.get(id);
  const accounts = known === undefined ? [] : await accountsOf(snapshot, known.customer);
  const told = { reason: proposed?.reason ?? '', expectedOutcome: proposed?.expectedOutcome ?? '', accounts };
  const acted = await state.change(async (at) => {
    const before = state.actions.get(id);
    const dead = before?.state === 'cancelled' ? ofAttempt(actions, before, 'cancel') : undefined;
    if (before !== undefined && dead?.state === 'dead') {
      const again = againTold(dead, at);
      const answer = order.keep(before, [again]);
      return [
        { deliveries: [again], entries: [], ...(answer === undefined ? {} : { answer }) },
        { record: before, deliveries: [again] },
      ];
    }
    refuseUnless(before?.state ?? 'proposed', 'cancelled', 'there is nothing to take back');
    if (before === undefined) throw new ApiProblem('TRANSITION_REFUSED', 'the action is proposed: there is nothing to take back');
    const next: ActionRecord = { ...before, state: 'cancelled', updated_at: at, error: null };
    const undone = undoing(actions, before, next, told, at);
    const deliveries = undone.deliveries ?? [];
    const answer = order.keep(next, deliveries);
    const entry = actionEntry(before.state, next, askerOf(order), note === null ? null : { note });
    return await Promise.resolve([
      { ...undone, actions: [next], entries: [entry], ...(answer === undefined ? {} : { answer }) },
      { record: next, deliveries },
    ]);
  });
  outbox.wake();
  return acted;
};
