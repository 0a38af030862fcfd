import type { Customer, Metric } from '../api/customer360.ts';
import { useCurrency } from '../api/use-currency.ts';
import { Card } from '../components/card.tsx';
import { NoValue } from '../components/no-value.tsx';
import { dayText } from '../format/dates.ts';
import { valueText } from '../format/value-text.ts';
import { isMasked } from './customer-name.tsx';

/** Facts a conversation begins with. One whose metric the definitions have not is left out. */
const facts: readonly (readonly [title: string, metrics: readonly string[]])[] = [
  ['Contract', ['next_expiry_on', 'days_to_expiry', 'open_renewals', 'customer_since']],
  ['Contact', ['last_touch_on', 'last_touch_days', 'champion_left', 'open_opportunities', 'pipeline_amount']],
  ['Service', ['open_cases', 'sla_breaches']],
  ['Payment', ['balance_due', 'overdue_amount', 'days_overdue']],
];

interface CustomerFactsProps {
  readonly customer: Customer;
  readonly onExplain: (metric: string) => void;
}

const Fact = ({ metric, onExplain }: { readonly metric: Metric } & Pick<CustomerFactsProps, 'onExplain'>) => {
  const currency = useCurrency();
  return (
    <div className="flex items-baseline justify-between gap-3">
      <dt className="min-w-0">
        <button
          type="button"
          aria-haspopup="dialog"
          aria-label={`${metric.label}: how it is computed`}
          onClick={() => onExplain(metric.name)}
          className="min-h-6 text-left text-muted underline decoration-line underline-offset-4 hover:text-ink hover:decoration-current"
        >
          {metric.label}
        </button>
      </dt>
      <dd className="max-w-[60%] shrink-0 text-right tabular-nums">
        {metric.value === null ? <NoValue because={metric.reason_text} /> : valueText(metric.value, metric.unit, currency)}
      </dd>
    </div>
  );
};

/** Contract, contact, service and payment of a customer, and what happened last. */
export const CustomerFacts = ({ customer, onExplain }: CustomerFactsProps) => {
  const byName = new Map(customer.metrics.map((metric) => [metric.name, metric]));
  const { last_event: last } = customer;
  return (
    <Card title="Contract and contact">
      <div className="grid gap-x-8 gap-y-3 text-sm sm:grid-cols-2 xl:grid-cols-1">
        {facts.map(([title, names]) => {
          const own = names.flatMap((name) => byName.get(name) ?? []);
          return own.length === 0 ? null : (
            <div key={title} className="min-w-0">
              <h3 className="font-medium">{title}</h3>
              <dl>
                {own.map((metric) => (
                  <Fact key={metric.name} metric={metric} onExplain={onExplain} />
                ))}
              </dl>
            </div>
          );
        })}
      </div>
      {last !== null && (
        <p className="mt-3 border-t border-line pt-2 text-xs text-muted">
          Last event on {dayText(last.at)}
          {last.title !== null && !isMasked(last.title) && `: ${last.title}`}
        </p>
      )}
    </Card>
  );
};
