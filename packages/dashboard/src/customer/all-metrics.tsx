import type { Customer, Metric } from '../api/customer360.ts';
import { NoValue } from '../components/no-value.tsx';
import { type Column, Table } from '../components/table.tsx';
import { valueText } from '../format/value-text.ts';
import { useCurrency } from '../api/use-currency.ts';

interface AllMetricsProps {
  readonly customer: Customer;
  readonly onExplain: (metric: string) => void;
}

/** Every metric of the definitions: one that is added there stands here by itself. */
export const AllMetrics = ({ customer, onExplain }: AllMetricsProps) => {
  const currency = useCurrency();
  const columns: readonly Column<Metric>[] = [
    {
      name: 'label',
      title: 'Metric',
      cell: ({ name, label }) => (
        <button
          type="button"
          aria-haspopup="dialog"
          onClick={() => onExplain(name)}
          className="min-h-6 text-left underline decoration-line underline-offset-4 hover:decoration-current"
        >
          {label}
        </button>
      ),
    },
    {
      name: 'name',
      title: 'Name in the definitions',
      from: 'md',
      cell: ({ name }) => <code className="font-mono text-xs text-muted">{name}</code>,
    },
    {
      name: 'value',
      title: 'Value',
      isNumber: true,
      cell: ({ value, unit, reason_text }) => (value === null ? <NoValue because={reason_text} /> : valueText(value, unit, currency)),
    },
  ];
  return <Table caption="All metrics" columns={columns} rows={customer.metrics} rowKey={({ name }) => name} />;
};
