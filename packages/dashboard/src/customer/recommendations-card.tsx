import { useQuery } from '@tanstack/react-query';
import type { Customer, Recommendation } from '../api/customer360.ts';
import { useMayAct } from '../api/granted-scopes.ts';
import { recommendationsQuery } from '../api/queries.ts';
import { Card } from '../components/card.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loaded } from '../components/loaded.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { plural } from '../format/numbers.ts';
import { recommendationsThen } from './as-of.ts';
import { NoAct } from './no-act.tsx';
import { RecommendationCard } from './recommendation-card.tsx';
import { type Actions, useActions } from './use-actions.ts';
import { useSettling } from './use-settling.ts';

const ranks = ['HIGH', 'MEDIUM', 'LOW'];
const rank = ({ priority }: Recommendation): number => (ranks.includes(priority) ? ranks.indexOf(priority) : ranks.length);
const over = ['expired', 'withdrawn', 'superseded'];
const isOver = ({ status, closed_on }: Recommendation): boolean => over.includes(status) || closed_on !== null;

interface ListProps {
  readonly items: readonly Recommendation[];
  readonly customer: Customer;
  readonly actions?: Actions | undefined;
}

const List = ({ items, customer, actions }: ListProps) => (
  <ul className="flex flex-col gap-2">
    {items.map((recommendation) => (
      <li key={recommendation.id}>
        <RecommendationCard recommendation={recommendation} customer={customer} actions={actions} />
      </li>
    ))}
  </ul>
);

interface RecommendationsCardProps {
  readonly customer: Customer;
  /** The earlier day that is shown; undefined today. */
  readonly past: string | undefined;
}

/** What to do for a customer, the most urgent first, and what became of it; what is over stays to be looked up. */
export const RecommendationsCard = ({ customer, past }: RecommendationsCardProps) => {
  const query = useQuery(recommendationsQuery(customer.id));
  const actions = useActions(customer.id);
  const mayAct = useMayAct() === true && past === undefined;
  useSettling(query.data?.items);
  const { open } = customer.recommendations;
  return (
    <Card title="Recommendations" aside={<span className="text-sm text-muted tabular-nums">{open} open</span>}>
      {past === undefined && <NoAct />}
      <Loaded query={query} skeleton={<Skeleton size="h-28" count={Math.min(3, Math.max(1, open))} />}>
        {({ items }) => {
          const shown = past === undefined ? items : recommendationsThen(items, past);
          const current = shown.filter((one) => !isOver(one)).toSorted((left, right) => rank(left) - rank(right));
          const earlier = shown.filter(isOver);
          return (
            <>
              {current.length === 0 ? (
                <EmptyState title="Nothing to do now">Rules of the definitions recommend something when their condition holds.</EmptyState>
              ) : (
                <List items={current} customer={customer} actions={mayAct ? actions : undefined} />
              )}
              {earlier.length > 0 && (
                <details className="mt-3 text-sm">
                  <summary className="min-h-6 w-fit content-center text-muted">{plural(earlier.length, 'earlier one')}</summary>
                  <div className="mt-2">
                    <List items={earlier} customer={customer} />
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
