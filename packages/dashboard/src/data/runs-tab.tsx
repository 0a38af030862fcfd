import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { runsQuery } from '../api/report-queries.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loaded } from '../components/loaded.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { RunCard } from './run-card.tsx';

const atOnce = 10;

/** The runs whose versions are kept, the newest first. */
export const RunsTab = () => {
  const query = useQuery(runsQuery());
  const [most, setMost] = useState(atOnce);
  return (
    <Loaded query={query} skeleton={<Skeleton size="h-72" count={2} />}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title="No run was published yet" command="audit run" />
        ) : (
          <div className="flex flex-col gap-4">
            {items.slice(0, most).map((run, at) => (
              <RunCard key={run.version} run={run} isServed={at === 0} />
            ))}
            {items.length > most && (
              <div className="text-center">
                <Button onClick={() => setMost(most + atOnce)}>{`Show earlier runs (${items.length - most})`}</Button>
              </div>
            )}
          </div>
        )
      }
    </Loaded>
  );
};
