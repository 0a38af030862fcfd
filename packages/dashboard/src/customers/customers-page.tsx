import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import type { CustomersQuery } from '../api/customer360.ts';
import { customersQuery } from '../api/queries.ts';
import { PageTitle } from '../app/page-title.tsx';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loaded } from '../components/loaded.tsx';
import { Select } from '../components/select.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { plural } from '../format/numbers.ts';
import { CustomerTable } from './customer-table.tsx';

const bands = [
  ['', 'Any'],
  ['critical', 'Critical'],
  ['at_risk', 'At risk'],
  ['healthy', 'Healthy'],
] as const;
const risks = [
  ['', 'Any'],
  ['high', 'High'],
  ['medium', 'Medium'],
  ['low', 'Low'],
] as const;
const sorts = [
  ['-churn_risk', 'Highest churn risk'],
  ['health', 'Lowest health'],
  ['-mrr', 'Highest MRR'],
  ['-clv', 'Highest CLV'],
  ['-annual_revenue', 'Highest revenue'],
  ['-open_alerts', 'Most alerts'],
] as const;

const asked = (search: URLSearchParams): Omit<CustomersQuery, 'cursor'> => {
  const [band, risk, sort] = ['band', 'risk', 'sort'].map((name) => search.get(name) ?? '');
  const known = sorts.find(([name]) => name === sort)?.[0];
  return { ...(band ? { band } : {}), ...(risk ? { risk } : {}), sort: known ?? '-churn_risk' };
};

/** All customers, filtered and sorted; the choice stands in the address. */
export const CustomersPage = () => {
  const [search, setSearch] = useSearchParams();
  const query = useInfiniteQuery(customersQuery(asked(search)));
  const choose = (name: string) => (value: string) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const total = query.data?.pages[0]?.total;
  return (
    <div className="flex flex-col gap-4">
      <PageTitle title="Customers">
        {total !== undefined && (
          <span role="status" className="text-sm font-normal text-muted">
            {plural(total, 'customer')}
          </span>
        )}
      </PageTitle>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <Select label="Health" value={search.get('band') ?? ''} options={bands} onChoose={choose('band')} />
        <Select label="Churn risk" value={search.get('risk') ?? ''} options={risks} onChoose={choose('risk')} />
        <Select label="Sorted by" value={asked(search).sort ?? ''} options={sorts} onChoose={choose('sort')} />
      </div>
      <div className="rounded-lg border border-line bg-surface px-4 py-3">
        <Loaded query={query} skeleton={<Skeleton size="h-11" count={12} />}>
          {({ pages }) => {
            const customers = pages.flatMap(({ items }) => items);
            if (customers.length === 0) return <EmptyState title="No customer is like that">Choose other bands, or any.</EmptyState>;
            return (
              <div aria-busy={query.isFetching}>
                <CustomerTable caption="Customers" customers={customers} />
                {query.hasNextPage && (
                  <div className="pt-3 text-center">
                    <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                      {query.isFetchingNextPage ? 'Loading…' : 'Show more customers'}
                    </Button>
                  </div>
                )}
              </div>
            );
          }}
        </Loaded>
      </div>
    </div>
  );
};
