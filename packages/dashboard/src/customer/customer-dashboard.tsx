import { lazy, type ReactNode, Suspense, useState } from 'react';
import type { Customer } from '../api/customer360.ts';
import { useAddressWord } from '../app/use-address-word.ts';
import { Card } from '../components/card.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { Tabs } from '../components/tabs.tsx';
import { countText } from '../format/numbers.ts';
import { AlertsCard } from './alerts-card.tsx';
import { AllMetrics } from './all-metrics.tsx';
import { CustomerFacts } from './customer-facts.tsx';
import { CustomerHeader } from './customer-header.tsx';
import { DataGaps } from './data-gaps.tsx';
import { LinkedAccounts } from './linked-accounts.tsx';
import { MetricCards } from './metric-cards.tsx';
import { PastBanner } from './past-banner.tsx';
import { recordKinds } from './record-kinds.ts';
import { RecommendationsCard } from './recommendations-card.tsx';
import { ScoreBreakdown } from './score-breakdown.tsx';
import { Timeline } from './timeline.tsx';

const RelatedRecords = lazy(async () => ({ default: (await import('./related-records.tsx')).RelatedRecords }));
const ExplainDialog = lazy(async () => ({ default: (await import('./explain-dialog.tsx')).ExplainDialog }));

/** A tab for each kind of records the customer has; they are as of the newest day. */
const recordTabs = ({ id, as_of, records }: Customer) =>
  recordKinds.flatMap(({ tab, kind, title }) => {
    const total = records.find((one) => one.kind === kind)?.total ?? 0;
    if (total === 0) return [];
    const content = (): ReactNode => (
      <Suspense fallback={<Skeleton size="h-9" count={Math.min(total, 8)} />}>
        <RelatedRecords key={kind} customerId={id} kind={kind} title={title} total={total} asOf={as_of} />
      </Suspense>
    );
    return [{ name: tab, label: `${title} (${countText(total)})`, content }];
  });

interface CustomerDashboardProps {
  readonly customer: Customer;
  /** The earlier day that is shown; undefined today. */
  readonly past: string | undefined;
}

/** Everything about a customer. What is chosen stands in the address: a page can be sent as it is seen. */
export const CustomerDashboard = ({ customer, past }: CustomerDashboardProps) => {
  const [explained, setExplained] = useState<string>();
  const [tab, setTab] = useAddressWord('tab');
  const tabs = [
    { name: 'timeline', label: 'Timeline', content: () => <Timeline customerId={customer.id} past={past} /> },
    ...(past === undefined ? recordTabs(customer) : []),
    {
      name: 'metrics',
      label: `All metrics (${customer.metrics.length})`,
      content: () => <AllMetrics customer={customer} onExplain={setExplained} />,
    },
    { name: 'accounts', label: `Accounts (${customer.accounts.length})`, content: () => <LinkedAccounts customer={customer} /> },
  ];
  return (
    <div className="flex flex-col gap-4">
      <CustomerHeader customer={customer} />
      {past !== undefined && <PastBanner day={past} />}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)] xl:grid-rows-[auto_1fr]">
        <div className="flex min-w-0 flex-col gap-4">
          <MetricCards customer={customer} onExplain={setExplained} />
          <Card title="What the scores are made of">
            <div className="grid gap-x-8 gap-y-5 md:grid-cols-2">
              {customer.scores.map((score) => (
                <ScoreBreakdown key={score.name} score={score} onExplain={setExplained} />
              ))}
            </div>
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-4 xl:col-start-2 xl:row-span-2 xl:row-start-1">
          <AlertsCard customer={customer} past={past} />
          <RecommendationsCard customer={customer} past={past} />
          <CustomerFacts customer={customer} onExplain={setExplained} />
          <DataGaps customer={customer} />
        </div>
        <div className="min-w-0 rounded-lg border border-line bg-surface p-4 pt-2">
          <Tabs label="More about the customer" tabs={tabs} chosen={tab === '' ? 'timeline' : tab} onChoose={setTab} />
        </div>
      </div>
      {explained !== undefined && (
        <Suspense>
          <ExplainDialog customerId={customer.id} metric={explained} past={past} onClose={() => setExplained(undefined)} />
        </Suspense>
      )}
    </div>
  );
};
