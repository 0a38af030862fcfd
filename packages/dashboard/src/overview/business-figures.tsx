import type { Summary } from '../api/customer360.ts';
import { NoValue } from '../components/no-value.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { valueText } from '../format/value-text.ts';
import { useCurrency } from '../api/use-currency.ts';

const figures: readonly (readonly [name: string, label: string, unit: string, none: string])[] = [
  ['customers', 'Customers', 'count', 'not counted'],
  ['high_risk', 'High churn risk', 'count', 'not counted'],
  ['mrr', 'MRR', 'money', 'not known'],
  ['mean_health', 'Mean health', 'score', 'no health is known'],
  ['open_alerts', 'Open alerts', 'count', 'not counted'],
  ['open_recommendations', 'Open recommendations', 'count', 'not counted'],
  ['execution_rate', 'Execution rate', 'fraction', 'nothing was executed yet'],
];

/** The figures of the business, as of the day of the data. */
export const BusinessFigures = ({ business }: { readonly business: Summary['business'] }) => {
  const currency = useCurrency();
  if (business === null) return <EmptyState title="There are no figures yet" command="audit aggregate" />;
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(7.5rem,1fr))] gap-px overflow-hidden rounded-lg border border-line bg-surface sm:grid-cols-[repeat(auto-fit,minmax(9.5rem,1fr))]">
      {figures.map(([name, label, unit, none]) => {
        const value = business[name] ?? null;
        return (
          <div key={name} className="px-3 py-3 outline outline-line sm:px-4">
            <dt className="text-sm text-muted">{label}</dt>
            <dd className="text-base font-semibold tabular-nums wrap-anywhere sm:text-xl">
              {value === null ? <NoValue because={none} /> : valueText(value, unit, currency)}
            </dd>
          </div>
        );
      })}
    </dl>
  );
};
