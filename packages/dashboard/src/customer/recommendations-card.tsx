import { useQuery } from '@tanstack/react-query';
import type { Customer, Recommendation } from '../api/customer360.ts';
import { recommendationsQuery } from '../api/queries.ts';
import { Card } from '../components/card.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loaded } from '../components/loaded.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { plural } from '../format/numbers.ts';
import { RecommendationCard } from './recommendation-card.tsx';

const ranks = ['HIGH', 'MEDIUM', 'LOW'];
const rank = ({ priority }: Recommendation): number => (ranks.includes(priority) ? ranks.indexOf(priority) : ranks.length);
const over = ['expired', 'withdrawn', 'superseded'];

interface ListProps {
  readonly items: readonly Recommendation[];
  readonly customer: Customer;
}

const List = ({ items, customer }: ListProps) => (
  <ul className="flex flex-col gap-2">
    {items.map((recommendation) => (
      <li key={recommendation.id}>
        <RecommendationCard recommendation={recommendation} customer={customer} />
      </li>
    ))}
  </ul>
);

/** What to do for a customer, the most urgent first; what is over stays to be looked up. */
export const RecommendationsCard = ({ customer }: { readonly customer: Customer }) => {
  const query = useQuery(recommendationsQuery(customer.id));
  const { open } = customer.recommendations;
  return (
    <Card title="Recommendations" aside={<span className="text-sm text-muted tabular-nums">{open} open</span>}>
      <Loaded query={query} skeleton={<Skeleton size="h-28" count={Math.min(3, Math.max(1, open))} />}>
        {({ items }) => {
          const isOver = ({ status, closed_on }: Recommendation): boolean => over.includes(status) || closed_on !== null;
          const current = items.filter((one) => !isOver(one)).toSorted((left, right) => rank(left) - rank(right));
          const past = items.filter(isOver);
          return (
            <>
              {current.length === 0 ? (
                <EmptyState title="Nothing to do now">Rules of the definitions recommend something when their condition holds.</EmptyState>
              ) : (
                <List items={current} customer={customer} />
              )}
              {past.length > 0 && (
                <details className="mt-3 text-sm">
                  <summary className="min-h-6 w-fit content-center text-muted">{plural(past.length, 'earlier one')}</summary>
                  <div className="mt-2">
                    <List items={past} customer={customer} />
                  </div>
                </details>
              )}
            </>
          );
        }}
      </Loaded>
    </Card>
  );
};
