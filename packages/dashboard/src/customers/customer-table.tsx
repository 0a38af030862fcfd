import { Link } from 'wouter';
import type { CustomerLine } from '../api/customer360.ts';
import { Band } from '../components/band.tsx';
import { type Column, type Sorting, Table } from '../components/table.tsx';
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

const NextAction = ({ action }: { readonly action: string | null }) =>
  action === null ? (
    <span className="text-muted">–</span>
  ) : (
    <span className="line-clamp-2 min-w-28" title={action}>
      {action}
    </span>
  );

const money = (value: number | null | undefined, currency: string): string =>
  value === null || value === undefined ? '–' : moneyText(value, currency);

interface CustomerTableProps {
  readonly caption: string;
  readonly customers: readonly CustomerLine[];
  readonly sorting?: Sorting | undefined;
}

/** From here on only the rows in sight are made. */
const longFrom = 200;

/** Customers as rows, each leading to its page. */
export const CustomerTable = ({ caption, customers, sorting }: CustomerTableProps) => {
  const currency = useCurrency();
  const columns: readonly Column<CustomerLine>[] = [
    {
      name: 'name',
      title: 'Customer',
      cell: (line) => (
        <>
          <Link
            href={`/customers/${encodeURIComponent(line.id)}`}
            className="inline-block min-h-6 max-w-30 truncate align-top sm:max-w-60 font-medium text-accent hover:underline"
            title={nameOf(line)}
          >
            {nameOf(line)}
          </Link>
          <span className="block max-w-30 truncate sm:max-w-60 text-xs text-muted">
            {[line.segment, line.country].filter(Boolean).join(' · ')}
          </span>
        </>
      ),
    },
    { name: 'churn_risk', title: 'Churn risk', isSortable: true, cell: (line) => <Score line={line} name="churn_risk" /> },
    { name: 'health', title: 'Health', isSortable: true, from: 'md', cell: (line) => <Score line={line} name="health" /> },
    { name: 'mrr', title: 'MRR', isNumber: true, isSortable: true, from: 'md', cell: ({ mrr }) => money(mrr, currency) },
    { name: 'clv', title: 'CLV', isNumber: true, isSortable: true, from: 'lg', cell: ({ clv }) => money(clv, currency) },
    {
      name: 'open_alerts',
      title: 'Alerts',
      isNumber: true,
      isSortable: true,
      from: 'md',
      cell: ({ open_alerts }) => countText(open_alerts),
    },
    { name: 'next', title: 'Next action', from: 'lg', cell: ({ next_action }) => <NextAction action={next_action} /> },
  ];
  return (
    <Table
      caption={caption}
      columns={columns}
      rows={customers}
      rowKey={({ id }) => id}
      sorting={sorting}
      isLong={customers.length >= longFrom}
    />
  );
};
