import { Link } from 'wouter';
import type { CustomerLine, Summary } from '../api/customer360.ts';
import { Band } from '../components/band.tsx';
import { Card } from '../components/card.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { nameOf } from '../customer/customer-name.tsx';
import { dayText } from '../format/dates.ts';

interface NewAlertsProps {
  readonly alerts: Summary['new_alerts'];
  /** Those whose names are known here. */
  readonly customers: readonly CustomerLine[];
}

const most = 8;

/** The newest alerts. */
export const NewAlerts = ({ alerts, customers }: NewAlertsProps) => (
  <Card title="New alerts">
    {alerts.length === 0 ? (
      <EmptyState title="No alert is open" />
    ) : (
      <ul className="flex flex-col divide-y divide-line">
        {alerts.slice(0, most).map(({ alert_id, master_id, severity, title, message, opened_on }) => (
          <li key={alert_id} className="py-2 text-sm first:pt-0 last:pb-0">
            <div className="flex items-start justify-between gap-3">
              <span className="font-medium">{title}</span>
              <Band scale="severity" level={severity} />
            </div>
            <p>{message}</p>
            <p className="text-xs text-muted">
              <Link
                href={`/customers/${encodeURIComponent(master_id)}`}
                className="inline-block min-h-6 content-center text-accent hover:underline"
              >
                {nameOf(customers.find(({ id }) => id === master_id) ?? { id: master_id, name: null })}
              </Link>{' '}
              · {dayText(opened_on)}
            </p>
          </li>
        ))}
      </ul>
    )}
  </Card>
);
