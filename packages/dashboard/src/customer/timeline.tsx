import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { Page, TimelineEntry } from '../api/customer360.ts';
import { timelineQuery } from '../api/queries.ts';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loaded } from '../components/loaded.tsx';
import { watchNear } from '../components/near.ts';
import { Skeleton } from '../components/skeleton.tsx';
import { plural } from '../format/numbers.ts';
import { TimelineDaySection } from './timeline-day-section.tsx';
import { timelineDays } from './timeline-days.ts';
import { TimelineFilters } from './timeline-filters.tsx';
import { useStepping } from './use-stepping.ts';
import { useTimelineChoice, wantedOf } from './use-timeline-choice.ts';

interface MoreProps {
  readonly isLoading: boolean;
  readonly onMore: () => void;
}

/** Earlier events are loaded as one comes near to the end; a button for those who do not scroll. */
const More = ({ isLoading, onMore }: MoreProps) => {
  const place = useRef<HTMLDivElement>(null);
  const more = useRef(onMore);
  useEffect(() => {
    more.current = onMore;
  });
  useEffect(() => {
    const { current } = place;
    if (isLoading || current === null) return undefined;
    return watchNear(current, (isNear) => {
      if (isNear) more.current();
    });
  }, [isLoading]);
  return (
    <div ref={place} className="pt-3 text-center">
      <Button disabled={isLoading} onClick={onMore}>
        {isLoading ? 'Loading…' : 'Show earlier events'}
      </Button>
    </div>
  );
};

const Days = ({ pages }: { readonly pages: readonly Page<TimelineEntry>[] }) => {
  const days = useMemo(() => timelineDays(pages.flatMap(({ items }) => items)), [pages]);
  return days.map((day) => <TimelineDaySection key={day.day} day={day} />);
};

interface TimelineProps {
  readonly customerId: string;
  /** The earlier day that is shown: nothing after it; undefined today. */
  readonly past: string | undefined;
}

/** What happened with a customer, the newest first: days with headings, chosen kinds and days, earlier ones as one scrolls. */
export const Timeline = ({ customerId, past }: TimelineProps) => {
  const choice = useTimelineChoice();
  const query = useInfiniteQuery(timelineQuery(customerId, wantedOf(choice, past)));
  const list = useRef<HTMLDivElement>(null);
  useStepping(list);
  return (
    <div>
      <TimelineFilters choice={choice} last={past} />
      <Loaded query={query} skeleton={<Skeleton size="h-12" count={8} />}>
        {({ pages }) => {
          const count = pages.reduce((sum, { items }) => sum + items.length, 0);
          if (count === 0)
            return (
              <EmptyState title={choice.isNarrowed ? 'Nothing like that happened' : 'Nothing has happened yet'}>
                {choice.isNarrowed ? 'Choose other kinds or days, or clear the filters.' : 'Events come with the next nightly run.'}
              </EmptyState>
            );
          return (
            <div ref={list} aria-busy={query.isFetching}>
              <Days pages={pages} />
              <p role="status" className="sr-only">{`${plural(count, 'event')} loaded`}</p>
              {query.hasNextPage && !query.isError && <More isLoading={query.isFetching} onMore={() => void query.fetchNextPage()} />}
            </div>
          );
        }}
      </Loaded>
    </div>
  );
};
