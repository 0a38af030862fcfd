import { isSnoozed } from '../alerts/alert-mark.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { ServiceState } from '../state/service-state.ts';
import { isActedOn } from './action.ts';

/** What of a customer's document counts alerts and recommendations. */
interface Counters {
  readonly alerts: object;
  readonly recommendations: { readonly next_action: unknown; readonly next_action_priority: unknown };
}

/** The most urgent first: as gold chooses the next action. */
const openSql = `SELECT r.recommendation_id, r.action, r.priority FROM recommendation r WHERE r.master_id = $1 AND r.status = 'open'
  ORDER BY CASE r.priority WHEN 'HIGH' THEN 0 WHEN 'MEDIUM' THEN 1 WHEN 'LOW' THEN 2 ELSE 3 END, r.impact_amount DESC NULLS LAST, r.rule_id NULLS LAST`;

/** The document of a customer with what people did counted: one nobody did anything for is as it was made. @param now milliseconds of the clock */
export const withCounters = async (
  document: Buffer,
  {
    snapshot,
    state,
    customer,
    now,
  }: { readonly snapshot: Snapshot; readonly state: ServiceState; readonly customer: string; readonly now: number },
): Promise<Buffer | string> => {
  if (!state.customers.has(customer)) return document;
  const [open, alerts] = await Promise.all([
    snapshot.rows(openSql, [customer]),
    snapshot.rows(`SELECT a.alert_id FROM alert a WHERE a.master_id = $1 AND a.state = 'open'`, [customer]),
  ]);
  const waiting = open.filter(([id]) => !isActedOn(state.actions.get(String(id))));
  const marks = alerts.map(([id]) => state.alerts.get(String(id)));
  const read = JSON.parse(document.toString()) as Counters;
  const [, action = null, priority = null] = waiting[0] ?? [];
  return JSON.stringify({
    ...read,
    alerts: {
      ...read.alerts,
      acknowledged: marks.filter((mark) => mark !== undefined && mark.ack !== null).length,
      snoozed: marks.filter((mark) => isSnoozed(mark, now)).length,
    },
    recommendations: {
      ...read.recommendations,
      acted_on: open.length - waiting.length,
      next_action: action,
      next_action_priority: priority,
    },
  });
};
