import { useQuery } from '@tanstack/react-query';
import type { Alert, Customer } from '../api/customer360.ts';
import { alertsQuery } from '../api/queries.ts';
import { Card } from '../components/card.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loaded } from '../components/loaded.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { AlertCard } from './alert-card.tsx';

const ranks = ['critical', 'high', 'medium', 'low'];
const rank = ({ severity }: Alert): number => (ranks.includes(severity) ? ranks.indexOf(severity) : ranks.length);

/** Alerts of a customer that are not over, the worst first. */
export const AlertsCard = ({ customer }: { readonly customer: Customer }) => {
  const query = useQuery(alertsQuery(customer.id));
  return (
    <Card title="Alerts" aside={<span className="text-sm text-muted tabular-nums">{customer.alerts.open} open</span>}>
      <Loaded query={query} skeleton={<Skeleton size="h-22" count={Math.min(4, Math.max(1, customer.alerts.open))} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No alert is open">Rules of the definitions raise one when their condition holds.</EmptyState>
          ) : (
            <ul className="flex flex-col gap-2">
              {items
                .toSorted((left, right) => rank(left) - rank(right))
                .map((alert) => (
                  <li key={alert.id}>
                    <AlertCard alert={alert} customer={customer} />
                  </li>
                ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
};
