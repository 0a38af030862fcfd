import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useSearchParams } from 'wouter';
import { customersQuery } from '../api/queries.ts';
import { PageTitle } from '../app/page-title.tsx';
import { useChooseWord } from '../app/use-address-word.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loaded } from '../components/loaded.tsx';
import { SearchField } from '../components/search-field.tsx';
import { Select } from '../components/select.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { plural } from '../format/numbers.ts';
import { askedOf, facetOptions, filters, sortOptions } from './customer-filters.ts';
import { CustomerList } from './customer-list.tsx';
import { ExportCustomers } from './export-customers.tsx';
import { ViewBar } from './view-bar.tsx';

const NoCustomer = ({ onAll }: { readonly onAll: () => void }) => (
  <div className="flex flex-col items-center gap-3">
    <EmptyState title="No customer is like that">Words are looked for at their beginnings; names by whoever may see them.</EmptyState>
    <Button onClick={onAll}>Show all customers</Button>
  </div>
);

/** All customers, searched, filtered and sorted; the choice stands in the address. */
export const CustomersPage = () => {
  const [search, setSearch] = useSearchParams();
  const asked = askedOf(search);
  const query = useInfiniteQuery(customersQuery(asked));
  const choose = useChooseWord();
  const find = useCallback((words: string): void => choose('q', words), [choose]);
  const view = (text: string): void => setSearch(new URLSearchParams(text));
  const first = query.data?.pages[0];
  return (
    <div className="flex flex-col gap-4">
      <PageTitle title="Customers">
        {first?.total !== undefined && (
          <span role="status" className="text-sm font-normal text-muted">
            {plural(first.total, 'customer')}
          </span>
        )}
        <span className="ml-auto">
          <ExportCustomers query={asked} total={first?.total} />
        </span>
      </PageTitle>
      <ViewBar query={search.toString()} onChoose={view} />
      <div role="group" aria-label="Filters" className="grid grid-cols-2 items-center gap-x-5 gap-y-2 sm:flex sm:flex-wrap">
        <div className="col-span-2">
          <SearchField label="Find in the list" value={search.get('q') ?? ''} onSearch={find} />
        </div>
        {filters.map((filter) => (
          <Select
            key={filter.name}
            label={filter.label}
            value={search.get(filter.name) ?? ''}
            options={facetOptions(filter, first?.facets, search.get(filter.name) ?? '')}
            onChoose={(value) => choose(filter.name, value)}
          />
        ))}
        <div className="col-span-2">
          <Select
            label="Sorted by"
            value={asked.sort ?? ''}
            options={sortOptions(asked.q !== undefined)}
            onChoose={(value) => choose('sort', value)}
          />
        </div>
      </div>
      <div className="rounded-lg border border-line bg-surface px-4 py-3">
        <Loaded query={query} skeleton={<Skeleton size="h-11" count={12} />}>
          {({ pages }) => {
            const customers = pages.flatMap(({ items }) => items);
            return customers.length === 0 ? (
              <NoCustomer onAll={() => view('')} />
            ) : (
              <div aria-busy={query.isFetching}>
                <CustomerList
                  customers={customers}
                  total={first?.total}
                  sorting={{ sort: asked.sort ?? '', onSort: (sort) => choose('sort', sort) }}
                  hasMore={query.hasNextPage}
                  isLoading={query.isFetchingNextPage}
                  onMore={() => void query.fetchNextPage()}
                />
              </div>
            );
          }}
        </Loaded>
      </div>
    </div>
  );
};
