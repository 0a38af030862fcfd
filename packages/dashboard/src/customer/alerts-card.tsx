import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Alert, Customer } from '../api/customer360.ts';
import { useMayAct } from '../api/granted-scopes.ts';
import { alertsQuery } from '../api/queries.ts';
import { Card } from '../components/card.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loaded } from '../components/loaded.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { AlertCard } from './alert-card.tsx';
import { alertsThen } from './as-of.ts';
import { NoAct } from './no-act.tsx';
import { type MarkAlert, useAlertMarks } from './use-alert-marks.ts';

const ranks = ['critical', 'high', 'medium', 'low'];
/** The worst first; of what nobody has seen first of all. */
const rank = ({ severity, ack }: Alert): number =>
  (ranks.includes(severity) ? ranks.indexOf(severity) : ranks.length) + (ack === null ? 0 : ranks.length + 1);

interface ListProps {
  readonly alerts: readonly Alert[];
  readonly customer: Customer;
  readonly onMark: MarkAlert | undefined;
}

const List = ({ alerts, customer, onMark }: ListProps) => (
  <ul className="flex flex-col gap-2">
    {alerts
      .toSorted((left, right) => rank(left) - rank(right))
      .map((alert) => (
        <li key={alert.id}>
          <AlertCard alert={alert} customer={customer} onMark={onMark} />
        </li>
      ))}
  </ul>
);

interface AlertsCardProps {
  readonly customer: Customer;
  /** The earlier day that is shown; undefined today. */
  readonly past: string | undefined;
}

/** Alerts of a customer that are not over, the worst first; those put off are folded away. */
export const AlertsCard = ({ customer, past }: AlertsCardProps) => {
  const query = useQuery(alertsQuery(customer.id, past === undefined ? 'open' : undefined));
  const mark = useAlertMarks(customer.id);
  const list = useRef<HTMLDivElement>(null);
  const markAndStay: MarkAlert = (alert, to) => {
    mark(alert, to);
    // The alert goes to another place, its button with it: the focus stays in the list.
    if (to.kind === 'snooze' || to.kind === 'unsnooze') list.current?.focus({ preventScroll: true });
  };
  const onMark = useMayAct() === true && past === undefined ? markAndStay : undefined;
  return (
    <Card title="Alerts" aside={<span className="text-sm text-muted tabular-nums">{customer.alerts.open} open</span>}>
      {past === undefined && <NoAct />}
      <Loaded query={query} skeleton={<Skeleton size="h-22" count={Math.min(4, Math.max(1, customer.alerts.open))} />}>
        {({ items }) => {
          const shown = past === undefined ? items : alertsThen(items, past);
          if (shown.length === 0)
            return <EmptyState title="No alert is open">Rules of the definitions raise one when their condition holds.</EmptyState>;
          const snoozed = shown.filter(({ snoozed_until }) => snoozed_until !== null);
          const others = shown.filter(({ snoozed_until }) => snoozed_until === null);
          return (
            <div ref={list} role="group" tabIndex={-1} aria-label="Open alerts">
              {others.length === 0 ? (
                <EmptyState title="Nothing to look at now">All alerts are snoozed.</EmptyState>
              ) : (
                <List alerts={others} customer={customer} onMark={onMark} />
              )}
              {snoozed.length > 0 && (
                <details className="mt-3 text-sm">
                  <summary className="min-h-6 w-fit content-center text-muted">{`${snoozed.length} snoozed`}</summary>
                  <div className="mt-2">
                    <List alerts={snoozed} customer={customer} onMark={onMark} />
                  </div>
                </details>
              )}
            </div>
          );
        }}
      </Loaded>
    </Card>
  );
};
