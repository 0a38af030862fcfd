import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TimelineEntry } from '../api/customer360.ts';
import { timelineQuery } from '../api/queries.ts';
import { Button } from '../components/button.tsx';
import { Chip } from '../components/chip.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { Loaded } from '../components/loaded.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { longDayText } from '../format/dates.ts';
import { TimelineEvent } from './timeline-event.tsx';
import { kindGroups } from './timeline-kinds.ts';

const byDay = (events: readonly TimelineEntry[]): readonly (readonly [string, readonly TimelineEntry[]])[] => [
  ...Map.groupBy(events, ({ happened_at }) => happened_at.slice(0, 10)),
];

/** What happened with a customer, the newest first: days with headings, chosen groups of kinds, more on demand. */
export const Timeline = ({ customerId }: { readonly customerId: string }) => {
  const [groups, setGroups] = useState<readonly string[]>([]);
  const kinds = kindGroups.filter(({ name }) => groups.includes(name)).flatMap((group) => group.kinds);
  const query = useInfiniteQuery(timelineQuery(customerId, kinds));
  const toggle = (name: string): void => setGroups(groups.includes(name) ? groups.filter((one) => one !== name) : [...groups, name]);
  return (
    <div>
      <div role="group" aria-label="Kinds of events" className="mb-3 flex flex-wrap gap-1.5">
        <Chip label="All" isOn={groups.length === 0} onToggle={() => setGroups([])} />
        {kindGroups.map(({ name, label }) => (
          <Chip key={name} label={label} isOn={groups.includes(name)} onToggle={() => toggle(name)} />
        ))}
      </div>
      <Loaded query={query} skeleton={<Skeleton size="h-12" count={8} />}>
        {({ pages }) => {
          const events = pages.flatMap(({ items }) => items);
          if (events.length === 0) return <EmptyState title="Nothing of these kinds happened">Choose other kinds, or all.</EmptyState>;
          return (
            <div aria-busy={query.isFetching}>
              {byDay(events).map(([day, own]) => (
                <section key={day} className="day-in-view grid gap-x-6 border-b border-line py-3 last:border-0 md:grid-cols-[11rem_1fr]">
                  <h3 className="pt-2 text-sm font-semibold text-muted">{longDayText(day)}</h3>
                  <ol className="relative before:absolute before:inset-y-3 before:left-3.5 before:border-l before:border-line">
                    {own.map((event) => (
                      <TimelineEvent key={event.id} event={event} />
                    ))}
                  </ol>
                </section>
              ))}
              <p role="status" className="sr-only">{`${events.length} events are shown`}</p>
              {query.hasNextPage && (
                <div className="pt-3 text-center">
                  <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                    {query.isFetchingNextPage ? 'Loading…' : 'Show earlier events'}
                  </Button>
                </div>
              )}
            </div>
          );
        }}
      </Loaded>
    </div>
  );
};
