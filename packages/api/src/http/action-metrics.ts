import { actionStates } from '../actions/action.ts';
import type { DeliveryRecord } from '../outbox/delivery.ts';
import type { ServiceState } from '../state/service-state.ts';
import type { Prometheus } from './prometheus.ts';

/** Measures of actions and of what connectors are still to be told. */
export const measureActions = (prometheus: Prometheus, state: ServiceState, now: () => number): void => {
  const pending = (): readonly DeliveryRecord[] => [...state.deliveries.values()].filter((one) => one.state === 'pending');
  prometheus.gauge('audit_actions', 'Recommendations that were acted on, by what became of them', () =>
    actionStates
      .filter((name) => name !== 'proposed')
      .map((name) => [{ state: name }, [...state.actions.values()].filter((one) => one.state === name).length]),
  );
  prometheus.gauge('audit_outbox_pending', 'Deliveries that connectors are still to be told', () => [[{}, pending().length]]);
  prometheus.gauge('audit_outbox_dead', 'Deliveries that were given up', () => [[{}, state.deliveries.size - pending().length]]);
  prometheus.gauge('audit_outbox_oldest_seconds', 'Age of the oldest delivery that is still to be made', () => {
    const ages = pending().map((one) => (now() - Date.parse(one.made_at)) / 1000);
    return [[{}, Math.max(0, ...ages)]];
  });
};
