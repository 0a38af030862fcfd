import type { Customer } from '../api/customer360.ts';
import { type Value, valueText } from '../format/value-text.ts';
import { useCurrency } from '../api/use-currency.ts';

interface EvidenceProps {
  /** As the API gives it: `condition` and `values` of metrics. */
  readonly evidence: Readonly<Record<string, unknown>>;
  /** Labels and units of its metrics. */
  readonly customer: Customer;
}

const isValue = (value: unknown): value is Exclude<Value, null> => ['number', 'string', 'boolean'].includes(typeof value);

/** What a condition was decided by: each value by its name, and the condition as it is defined. */
export const Evidence = ({ evidence, customer }: EvidenceProps) => {
  const currency = useCurrency();
  const { values, condition } = evidence;
  const entries = typeof values === 'object' && values !== null ? Object.entries(values) : [];
  return (
    <div className="text-xs text-muted">
      <dl className="flex flex-wrap gap-x-4 gap-y-0.5">
        {entries.map(([name, value]: [string, unknown]) => {
          const metric = customer.metrics.find((one) => one.name === name);
          return (
            <div key={name} className="flex gap-1">
              <dt>{metric?.label ?? name}:</dt>
              <dd className="font-medium text-ink tabular-nums">
                {isValue(value) ? valueText(value, metric?.unit ?? 'text', currency) : 'not known'}
              </dd>
            </div>
          );
        })}
      </dl>
      {typeof condition === 'string' && <code className="mt-1 block font-mono wrap-anywhere">{condition}</code>}
    </div>
  );
};
