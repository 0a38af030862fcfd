import { Link } from 'wouter';
import type { Summary } from '../api/customer360.ts';
import { useCurrency } from '../api/use-currency.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { NoValue } from '../components/no-value.tsx';
import { dayText } from '../format/dates.ts';
import { valueText } from '../format/value-text.ts';
import { movementText } from './movement.ts';

interface Figure {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  /** Why there may be no value. */
  readonly none: string;
  /** Where it comes from. */
  readonly href: string;
}

const figures: readonly Figure[] = [
  { name: 'customers', label: 'Customers', unit: 'count', none: 'not counted', href: '/customers' },
  { name: 'high_risk', label: 'High churn risk', unit: 'count', none: 'not counted', href: '/customers?risk=high' },
  { name: 'mrr', label: 'MRR', unit: 'money', none: 'not known', href: '/customers?sort=-mrr' },
  { name: 'mean_health', label: 'Mean health', unit: 'score', none: 'no health is known', href: '/customers?sort=health' },
  { name: 'open_alerts', label: 'Open alerts', unit: 'count', none: 'not counted', href: '/customers?sort=-open_alerts' },
  { name: 'open_recommendations', label: 'Open actions', unit: 'count', none: 'not counted', href: '/rules' },
  { name: 'execution_rate', label: 'Execution rate', unit: 'fraction', none: 'nothing was executed yet', href: '/rules' },
];

/** The figures of the business as of the day of the data, how they moved since the day before, and where they come from. */
export const BusinessFigures = ({ business, business_before: before }: Pick<Summary, 'business' | 'business_before'>) => {
  const currency = useCurrency();
  if (business === null) return <EmptyState title="There are no figures yet" command="audit aggregate" />;
  const since = typeof before?.['as_of'] === 'string' ? `since ${dayText(before['as_of'])}` : undefined;
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(7.5rem,1fr))] gap-px overflow-hidden rounded-lg border border-line bg-surface sm:grid-cols-[repeat(auto-fit,minmax(9rem,1fr))]">
      {figures.map(({ name, label, unit, none, href }) => {
        const value = business[name] ?? null;
        const moved = since === undefined ? undefined : movementText(value, before?.[name] ?? null, unit, currency);
        return (
          <div key={name} className="px-3 py-3 outline outline-line sm:px-4">
            <dt className="text-sm">
              <Link href={href} className="inline-block min-h-6 text-muted underline decoration-line underline-offset-4 hover:text-ink">
                {label}
              </Link>
            </dt>
            <dd className="text-base font-semibold tabular-nums wrap-anywhere sm:text-lg min-[88rem]:text-xl">
              {value === null ? <NoValue because={none} /> : valueText(value, unit, currency)}
            </dd>
            {moved !== undefined && (
              <dd className="text-xs text-muted tabular-nums">
                {moved} <span className="whitespace-nowrap">{since}</span>
              </dd>
            )}
          </div>
        );
      })}
    </dl>
  );
};
