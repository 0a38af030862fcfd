import { memo } from 'react';
import { WhenNear } from '../components/when-near.tsx';
import { longDayText } from '../format/dates.ts';
import { type Block, isSameBlock, type Stretch } from './timeline-blocks.ts';
import { TimelineEvent } from './timeline-event.tsx';

/** Pixels of an event whose title is one line, and above and below those of a day. */
const eventHeight = 52;
const paddings = 25;

const Heading = ({ stretch: { day, start } }: { readonly stretch: Stretch }) =>
  start === 1 ? <h3 className="pt-2 text-sm font-semibold text-muted">{longDayText(day)}</h3> : <span />;

const Events = ({ stretch }: { readonly stretch: Stretch }) => (
  <section className="grid gap-x-6 border-b border-line py-3 md:grid-cols-[11rem_1fr]">
    <Heading stretch={stretch} />
    <ol
      start={stretch.start}
      aria-label={longDayText(stretch.day)}
      className="relative min-w-0 before:absolute before:inset-y-3 before:left-3.5 before:border-l before:border-line"
    >
      {stretch.events.map((event, at) => (
        <TimelineEvent key={event.id} event={event} place={stretch.start + at} of={stretch.count} />
      ))}
    </ol>
  </section>
);

const heightOf = (block: Block): number => block.reduce((sum, { events }) => sum + events.length * eventHeight + paddings, 0);

/** A block of the timeline: the headings of its days are always there, its events when one comes near. */
export const TimelineBlock = memo(
  ({ block }: { readonly block: Block }) => (
    <WhenNear estimate={heightOf(block)}>
      {(isNear) =>
        block.map((stretch) => {
          const Part = isNear ? Events : Heading;
          return <Part key={`${stretch.day} ${stretch.start}`} stretch={stretch} />;
        })
      }
    </WhenNear>
  ),
  (before, next) => isSameBlock(before.block, next.block),
);
