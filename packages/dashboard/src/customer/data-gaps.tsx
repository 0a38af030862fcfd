import type { Customer } from '../api/customer360.ts';
import { Card } from '../components/card.tsx';
import { inWords, ruleText } from '../format/value-text.ts';

/** Rules that could not be decided, and what was missing. */
export const DataGaps = ({ customer }: { readonly customer: Customer }) => {
  if (customer.data_gaps.length === 0) return null;
  const metricOf = (name: string) => customer.metrics.find((metric) => metric.name === name);
  const inWordsOf = ([name, reason]: readonly [string, string]): string => {
    const metric = metricOf(name);
    return `${metric?.label ?? name}: ${metric?.reason === reason && metric.reason_text !== null ? metric.reason_text : inWords(reason).toLowerCase()}`;
  };
  return (
    <Card title="Not decided" aside={<span className="text-sm text-muted">rules whose values are missing</span>}>
      <ul className="flex flex-col gap-2 text-sm">
        {customer.data_gaps.map(({ rule, missing }) => (
          <li key={rule} className="flex flex-col">
            <span className="font-medium">{ruleText(rule)}</span>
            <span className="text-muted">{Object.entries(missing).map(inWordsOf).join('; ')}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
};
