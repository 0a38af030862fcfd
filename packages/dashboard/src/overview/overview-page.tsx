import { useQuery } from '@tanstack/react-query';
import { summaryQuery } from '../api/queries.ts';
import { rulesQuery } from '../api/report-queries.ts';
import { PageTitle } from '../app/page-title.tsx';
import { Loaded } from '../components/loaded.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { AtRisk } from './at-risk.tsx';
import { BandDistribution } from './band-distribution.tsx';
import { BusinessFigures } from './business-figures.tsx';
import { DataGaps } from './data-gaps.tsx';
import { LayersCard } from './layers-card.tsx';
import { NewAlerts } from './new-alerts.tsx';

const Placeholder = () => (
  <div className="flex flex-col gap-4">
    <Skeleton size="h-22" />
    <Skeleton size="h-44" />
    <Skeleton size="h-96" />
  </div>
);

/** The customer base at a glance. */
export const OverviewPage = () => {
  const query = useQuery(summaryQuery());
  const { data: rules } = useQuery(rulesQuery());
  return (
    <div className="flex flex-col gap-4">
      <PageTitle title="Overview" />
      <Loaded query={query} skeleton={<Placeholder />}>
        {(summary) => (
          <div className="flex flex-col gap-4">
            <BusinessFigures {...summary} />
            <div className="grid gap-4 md:grid-cols-2">
              <BandDistribution title="Health" filter="band" bands={summary.health} order={['healthy', 'at_risk', 'critical']} />
              <BandDistribution title="Churn risk" filter="risk" bands={summary.churn_risk} order={['low', 'medium', 'high']} />
            </div>
            <div className="grid items-start gap-4 min-[88rem]:grid-cols-[minmax(0,5fr)_minmax(0,2fr)]">
              <AtRisk customers={summary.at_risk} />
              <div className="grid min-w-0 items-start gap-4 lg:grid-cols-2 min-[88rem]:grid-cols-1">
                <NewAlerts alerts={summary.new_alerts} />
                <div className="flex min-w-0 flex-col gap-4">
                  <LayersCard freshness={summary.freshness} isLinked />
                  <DataGaps gaps={summary.data_gaps} rules={rules} most={5} />
                </div>
              </div>
            </div>
          </div>
        )}
      </Loaded>
    </div>
  );
};
