import { memo } from 'react';
import { WhenNear } from '../components/when-near.tsx';
import { longDayText } from '../format/dates.ts';
import { TimelineEvent } from './timeline-event.tsx';
import { isSameDay, isSameStretch, type Stretch, type TimelineDay } from './timeline-days.ts';

/** Pixels of an event whose title is one line. */
const eventHeight = 52;

interface EventsProps {
  readonly stretch: Stretch;
  readonly count: number;
}

const Events = memo(
  ({ stretch: { start, events }, count }: EventsProps) => (
    <WhenNear estimate={events.length * eventHeight}>
      {() => (
        <ol start={start} className="relative before:absolute before:inset-y-3 before:left-3.5 before:border-l before:border-line">
          {events.map((event, at) => (
            <TimelineEvent key={event.id} event={event} place={start + at} of={count} />
          ))}
        </ol>
      )}
    </WhenNear>
  ),
  (before, next) => before.count === next.count && isSameStretch(before.stretch, next.stretch),
);

/** A day of the timeline: its heading is always there, its events when one comes near. */
export const TimelineDaySection = memo(
  ({ day }: { readonly day: TimelineDay }) => (
    <section className="grid gap-x-6 border-b border-line py-3 last:border-0 md:grid-cols-[11rem_1fr]">
      <h3 className="pt-2 text-sm font-semibold text-muted">
        <span className="md:sticky md:top-20">{longDayText(day.day)}</span>
      </h3>
      <div className="min-w-0">
        {day.stretches.map((stretch) => (
          <Events key={stretch.start} stretch={stretch} count={day.count} />
        ))}
      </div>
    </section>
  ),
  (before, next) => isSameDay(before.day, next.day),
);
