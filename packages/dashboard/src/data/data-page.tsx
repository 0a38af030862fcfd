import { useQuery } from '@tanstack/react-query';
import { summaryQuery } from '../api/queries.ts';
import { rulesQuery } from '../api/report-queries.ts';
import { PageTitle } from '../app/page-title.tsx';
import { useAddressWord } from '../app/use-address-word.ts';
import { Loaded } from '../components/loaded.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { Tabs } from '../components/tabs.tsx';
import { DataGaps } from '../overview/data-gaps.tsx';
import { QualityTab } from './quality-tab.tsx';
import { RunsTab } from './runs-tab.tsx';

const GapsTab = () => {
  const query = useQuery(summaryQuery());
  const { data: rules } = useQuery(rulesQuery());
  return (
    <Loaded query={query} skeleton={<Skeleton size="h-96" />}>
      {({ data_gaps }) => <DataGaps gaps={data_gaps} rules={rules} />}
    </Loaded>
  );
};

const tabs = [
  { name: 'runs', label: 'Runs', content: () => <RunsTab /> },
  { name: 'quality', label: 'Quality', content: () => <QualityTab /> },
  { name: 'gaps', label: 'Data gaps', content: () => <GapsTab /> },
] as const;

/** Where the data come from and how good they are. */
export const DataPage = () => {
  const [chosen, choose] = useAddressWord('tab');
  return (
    <div className="flex flex-col gap-4">
      <PageTitle title="Data" />
      <Tabs label="About the data" tabs={tabs} chosen={tabs.find(({ name }) => name === chosen)?.name ?? 'runs'} onChoose={choose} />
    </div>
  );
};
