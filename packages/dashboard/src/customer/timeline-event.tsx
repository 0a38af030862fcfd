import { CircleDot } from 'lucide-react';
import type { TimelineEntry } from '../api/customer360.ts';
import { timeText } from '../format/dates.ts';
import { moneyText } from '../format/numbers.ts';
import { inWords } from '../format/value-text.ts';
import { isMasked } from './customer-name.tsx';
import { classNames } from '../components/class-names.ts';
import { groupOf } from './timeline-kinds.ts';
import { useCurrency } from '../api/use-currency.ts';

/** The row it comes from; what was computed or done here has none that anybody could look up elsewhere. */
const Source = ({ event }: Pick<TimelineEventProps, 'event'>) => {
  if (/^(?:customer|gold)_/.test(event.source_table)) return null;
  return (
    <>
      {' · '}
      {inWords(event.source_table.replace(/^[a-z]+_/, ''))} <span className="font-mono">{event.source_id}</span>
    </>
  );
};

interface TimelineEventProps {
  readonly event: TimelineEntry;
  /** Which of how many of its day it is: not all of them may be there. */
  readonly place: number;
  readonly of: number;
}

/** Something that happened with a customer; what people did about it stands out. j and k go from one to the next. */
export const TimelineEvent = ({ event, place, of }: TimelineEventProps) => {
  const currency = useCurrency();
  const group = groupOf(event.kind);
  const Icon = group?.icon ?? CircleDot;
  const time = timeText(event.happened_at);
  return (
    <li
      tabIndex={-1}
      data-event={event.id}
      aria-posinset={place}
      aria-setsize={of}
      className="relative flex scroll-my-24 gap-3 rounded-md py-1.5"
    >
      <span
        aria-hidden
        className={classNames(
          'z-10 mt-px grid size-7 shrink-0 place-items-center rounded-full border',
          group?.name === 'actions' ? 'border-accent bg-accent-soft text-accent' : 'border-line bg-surface text-muted',
        )}
      >
        <Icon size={14} />
      </span>
      <div className="min-w-0 flex-1 pt-1">
        <p className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="min-w-0 font-medium">{isMasked(event.title) ? inWords(event.kind) : event.title}</span>
          {event.amount !== null && event.amount !== 0 && <span className="tabular-nums">{moneyText(event.amount, currency)}</span>}
        </p>
        <p className="text-xs wrap-anywhere text-muted">
          {time !== '' && <time dateTime={event.happened_at}>{time} · </time>}
          {!isMasked(event.title) && inWords(event.kind)}
          <Source event={event} />
        </p>
      </div>
    </li>
  );
};
