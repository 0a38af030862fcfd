import { Link } from 'wouter';
import type { CustomerLine } from '../api/customer360.ts';
import { Band } from '../components/band.tsx';
import { type Column, Table } from '../components/table.tsx';
import { nameOf } from '../customer/customer-name.tsx';
import { levelOf } from '../customer/level-of.ts';
import { useCurrency } from '../api/use-currency.ts';
import { countText, moneyText, scoreText } from '../format/numbers.ts';

const Score = ({ line, name }: { readonly line: CustomerLine; readonly name: string }) => {
  const value = line.scores[name];
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <span className="w-7 text-right tabular-nums">{typeof value === 'number' ? scoreText(value) : '–'}</span>
      <Band scale="band" level={levelOf(line.scores[`${name}_band`])} />
    </span>
  );
};

const money = (value: number | null | undefined, currency: string): string =>
  value === null || value === undefined ? '–' : moneyText(value, currency);

interface CustomerTableProps {
  readonly caption: string;
  readonly customers: readonly CustomerLine[];
}

/** Customers as rows, each leading to its page. */
export const CustomerTable = ({ caption, customers }: CustomerTableProps) => {
  const currency = useCurrency();
  const columns: readonly Column<CustomerLine>[] = [
    {
      name: 'name',
      title: 'Customer',
      cell: (line) => (
        <>
          <Link href={`/customers/${encodeURIComponent(line.id)}`} className="inline-block min-h-6 font-medium text-accent hover:underline">
            {nameOf(line)}
          </Link>
          <span className="block text-xs text-muted">{[line.segment, line.country].filter(Boolean).join(' · ')}</span>
        </>
      ),
    },
    { name: 'churn_risk', title: 'Churn risk', cell: (line) => <Score line={line} name="churn_risk" /> },
    { name: 'health', title: 'Health', from: 'md', cell: (line) => <Score line={line} name="health" /> },
    { name: 'mrr', title: 'MRR', isNumber: true, from: 'md', cell: ({ mrr }) => money(mrr, currency) },
    { name: 'clv', title: 'CLV', isNumber: true, from: 'lg', cell: ({ clv }) => money(clv, currency) },
    {
      name: 'alerts',
      title: 'Alerts',
      isNumber: true,
      from: 'md',
      cell: ({ open_alerts }) => countText(open_alerts),
    },
    { name: 'next', title: 'Next action', from: 'lg', cell: ({ next_action }) => next_action ?? <span className="text-muted">–</span> },
  ];
  return <Table caption={caption} columns={columns} rows={customers} rowKey={({ id }) => id} />;
};
