import type { Customer } from '../api/customer360.ts';
import { Bar } from '../components/bar.tsx';
import { type Column, Table } from '../components/table.tsx';
import { inWords } from '../format/value-text.ts';

type Account = Customer['accounts'][number];

const columns: readonly Column<Account>[] = [
  { name: 'id', title: 'Account', cell: ({ id }) => <code className="font-mono text-xs break-all">{id}</code> },
  { name: 'rule', title: 'Linked by', cell: ({ rule }) => (rule === null ? '–' : inWords(rule)) },
  {
    name: 'confidence',
    title: 'Confidence',
    cell: ({ confidence }) => (
      <span className="flex items-center gap-2">
        <span className="w-12 text-right tabular-nums">{confidence} %</span>
        <span className="hidden w-24 sm:block">
          <Bar share={confidence / 100} />
        </span>
      </span>
    ),
  },
];

/** The accounts of other systems a customer is made of, and the ids merged into it. */
export const LinkedAccounts = ({ customer }: { readonly customer: Customer }) => (
  <>
    <Table caption="Linked accounts" columns={columns} rows={customer.accounts} rowKey={({ id }) => id} />
    {customer.aliases.length > 0 && (
      <p className="mt-3 text-sm text-muted">
        Merged into it: <code className="font-mono text-xs break-all">{customer.aliases.join(', ')}</code>
      </p>
    )}
  </>
);
