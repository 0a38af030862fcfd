import { useQuery } from '@tanstack/react-query';
import { useParams } from 'wouter';
import { ApiProblem } from '../api/api-problem.ts';
import { customerQuery } from '../api/queries.ts';
import { PageTitle } from '../app/page-title.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loaded } from '../components/loaded.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { CustomerDashboard } from './customer-dashboard.tsx';

const Placeholder = () => (
  <div className="flex flex-col gap-4">
    <Skeleton size="h-28 max-w-2xl" />
    <div className="grid gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <Skeleton size="h-58" count={2} />
      <Skeleton size="h-58" count={2} />
    </div>
  </div>
);

/** The page of a customer, by its id or that of one of its accounts. */
export const CustomerPage = () => {
  const { id } = useParams<{ id: string }>();
  const query = useQuery(customerQuery(id));
  if (query.error instanceof ApiProblem && query.error.code === 'NO_SUCH_CUSTOMER')
    return (
      <div className="flex flex-col gap-4">
        <PageTitle title="There is no such customer" />
        <EmptyState title={`No customer has the id ${id}`}>
          It may have come after the data that are shown. Search for its name above.
        </EmptyState>
      </div>
    );
  return (
    <Loaded query={query} skeleton={<Placeholder />}>
      {(customer) => <CustomerDashboard customer={customer} />}
    </Loaded>
  );
};
