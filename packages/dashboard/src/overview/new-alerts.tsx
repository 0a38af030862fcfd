import { Link } from 'wouter';
import type { Summary } from '../api/customer360.ts';
import { Band } from '../components/band.tsx';
import { Card } from '../components/card.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { nameOf } from '../customer/customer-name.tsx';
import { dayText } from '../format/dates.ts';

const most = 8;

/** The newest alerts. */
export const NewAlerts = ({ alerts }: { readonly alerts: Summary['new_alerts'] }) => (
  <Card
    title="New alerts"
    aside={
      <Link href="/customers?sort=-open_alerts" className="inline-block min-h-6 text-sm text-accent hover:underline">
        Customers by alerts
      </Link>
    }
  >
    {alerts.length === 0 ? (
      <EmptyState title="No alert is open">Rules raise one when their condition holds for a customer.</EmptyState>
    ) : (
      <ul className="flex flex-col divide-y divide-line">
        {alerts.slice(0, most).map(({ alert_id, master_id, customer, rule_id, severity, title, message, opened_on }) => (
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
                {nameOf({ id: master_id, name: customer })}
              </Link>{' '}
              · {dayText(opened_on)} ·{' '}
              <Link
                href={`/rules?rule=${encodeURIComponent(rule_id)}`}
                className="inline-block min-h-6 content-center underline decoration-line underline-offset-4 hover:text-ink"
              >
                why
                <span className="sr-only"> {title} is raised</span>
              </Link>
            </p>
          </li>
        ))}
      </ul>
    )}
  </Card>
);
