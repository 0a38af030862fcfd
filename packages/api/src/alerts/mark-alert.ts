import type { Access } from '../access/scopes.ts';
import { ApiProblem } from '../http/problem.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { JournalDetail } from '../state/journal-entry.ts';
import type { ServiceState } from '../state/service-state.ts';
import type { StoredAnswer } from '../state/state-store.ts';
import { type AlertMark, markState } from './alert-mark.ts';

/** An alert as the version that is served has it. */
export interface ServedAlert {
  readonly id: string;
  readonly customer: string;
  readonly title: string;
  /** open or resolved. */
  readonly state: string;
}

/** @throws ApiProblem 404 */
export const findAlert = async (snapshot: Snapshot, id: string): Promise<ServedAlert> => {
  const [row] = await snapshot.rows('SELECT a.master_id, a.title, a.state FROM alert a WHERE a.alert_id = $1', [id]);
  if (row === undefined) throw new ApiProblem('NO_SUCH_ALERT', 'no alert of this version has the id; a customer lists its own');
  const [customer = '', title = '', state = ''] = row.map(String);
  return { id, customer, title, state };
};

/** What is done to an alert, and by whom. */
export interface MarkOrder {
  readonly access: Access;
  readonly requestId: string;
  readonly detail: JournalDetail | null;
  readonly apply: (mark: AlertMark, at: string) => AlertMark;
  readonly keep: (mark: AlertMark) => StoredAnswer | undefined;
}

/** Does something to an alert that is open: kept when this returns; what is so already is left so. @throws ApiProblem 409 for one that is not open */
export const markAlert = async (state: ServiceState, alert: ServedAlert, order: MarkOrder): Promise<AlertMark> => {
  if (alert.state !== 'open')
    throw new ApiProblem('TRANSITION_REFUSED', `the alert is ${alert.state}: only an open one is acknowledged or put off`);
  return await state.change(async (at) => {
    const before = state.alerts.get(alert.id) ?? { id: alert.id, customer: alert.customer, title: alert.title, ack: null, snooze: null };
    const next = order.apply(before, at);
    const answer = order.keep(next);
    const kept = answer === undefined ? {} : { answer };
    if (next === before) return await Promise.resolve([{ entries: [], ...kept }, before]);
    const entry = {
      subject: 'alert' as const,
      id: alert.id,
      customer: alert.customer,
      attempt: 0,
      before: markState(before),
      after: markState(next),
      actor: order.access.id,
      request_id: order.requestId,
      detail: order.detail,
    };
    return await Promise.resolve([{ alerts: [next], entries: [entry], ...kept }, next]);
  });
};
