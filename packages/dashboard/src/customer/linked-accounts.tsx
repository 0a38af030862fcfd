import type { Customer } from '../api/customer360.ts';
import { Bar } from '../components/bar.tsx';
import { type Column, Table } from '../components/table.tsx';
import { inWords } from '../format/value-text.ts';
import { linkWords } from './link-words.ts';

type Account = Customer['accounts'][number];

const columns = (isOnly: boolean): readonly Column<Account>[] => [
  { name: 'id', title: 'Account', cell: ({ id }) => <code className="font-mono text-xs break-all">{id}</code> },
  {
    name: 'confidence',
    title: 'Confidence',
    cell: ({ confidence }) => (
      <span className="flex items-center gap-2">
        <span className="w-12 text-right whitespace-nowrap tabular-nums">{confidence} %</span>
        <span className="hidden w-24 sm:block">
          <Bar share={confidence / 100} />
        </span>
      </span>
    ),
  },
  {
    name: 'rule',
    title: 'Why',
    cell: ({ rule }) =>
      rule === null ? (
        <span className="text-muted">{isOnly ? 'It is the only one' : 'No link of its own: it belongs to the customer by id'}</span>
      ) : (
        <>
          {linkWords(rule)} <span className="text-xs text-muted">({inWords(rule).toLowerCase()})</span>
        </>
      ),
  },
];

/** The accounts of other systems a customer is made of, how sure that is and why, and the ids merged into it. */
export const LinkedAccounts = ({ customer }: { readonly customer: Customer }) => (
  <>
    <Table caption="Linked accounts" columns={columns(customer.accounts.length === 1)} rows={customer.accounts} rowKey={({ id }) => id} />
    {customer.aliases.length > 0 && (
      <p className="mt-3 text-sm text-muted">
        Merged into it: <code className="font-mono text-xs break-all">{customer.aliases.join(', ')}</code>
      </p>
    )}
    {customer.accounts.length > 1 && (
      <p className="mt-3 text-xs text-muted">
        On the command line, <code className="font-mono wrap-anywhere">audit link explain ACCOUNT ACCOUNT</code> tells the evidence for two
        of them, part by part.
      </p>
    )}
  </>
);
