import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useParams } from 'wouter';
import { ApiProblem } from '../api/api-problem.ts';
import { dataStamp } from '../api/data-stamp.ts';
import { customerQuery } from '../api/queries.ts';
import { PageTitle } from '../app/page-title.tsx';
import { useAddressWord } from '../app/use-address-word.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { Loaded } from '../components/loaded.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { AsOfPicker } from './as-of-picker.tsx';
import { CustomerDashboard } from './customer-dashboard.tsx';
import { useEarlyQuestions } from './use-early-questions.ts';

const Placeholder = () => (
  <div className="flex flex-col gap-4">
    <Skeleton size="h-28 max-w-2xl" />
    <div className="grid gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <Skeleton size="h-58" count={2} />
      <Skeleton size="h-58" count={2} />
    </div>
  </div>
);

/** There is nothing to see of the day: says why, and leads to those there are. */
const MissingDay = ({ detail }: { readonly detail: string }) => (
  <div className="flex flex-col gap-4">
    <PageTitle title="Nothing is kept of that day" />
    <EmptyState title="The customer cannot be seen as of that day">{`${detail.charAt(0).toUpperCase()}${detail.slice(1)}.`}</EmptyState>
    <div className="flex justify-center">
      <AsOfPicker shown={undefined} />
    </div>
  </div>
);

const ofTheDay = new Set<string>(['NO_SUCH_DAY', 'NO_SUCH_CUSTOMER', 'BAD_REQUEST']);

/** The earlier day a page is of; undefined for the newest, whether or not the address names it. */
const usePast = (): string | undefined => {
  const [asOf] = useAddressWord('as_of');
  const newest = useSyncExternalStore(dataStamp.subscribe, dataStamp.get)?.asOf;
  return asOf === '' || asOf === newest ? undefined : asOf;
};

/** The page of a customer, by its id or that of one of its accounts; with `?as_of=`, as it was on an earlier day. */
export const CustomerPage = () => {
  const { id } = useParams<{ id: string }>();
  const past = usePast();
  useEarlyQuestions(id, past);
  const query = useQuery(customerQuery(id, past));
  const problem = query.error instanceof ApiProblem ? query.error : undefined;
  if (problem !== undefined && past !== undefined && ofTheDay.has(problem.code)) return <MissingDay detail={problem.detail} />;
  if (problem?.code === 'NO_SUCH_CUSTOMER')
    return (
      <div className="flex flex-col gap-4">
        <PageTitle title="There is no such customer" />
        <EmptyState title={`No customer has the id ${id}`}>
          It may have come after the data that are shown. Search for its name above.
        </EmptyState>
      </div>
    );
  return (
    <>
      {/* Until the name is known. */}
      {query.data === undefined && <h1 className="sr-only">Customer</h1>}
      <Loaded query={query} skeleton={<Placeholder />}>
        {(customer) => <CustomerDashboard customer={customer} past={past} />}
      </Loaded>
    </>
  );
};
