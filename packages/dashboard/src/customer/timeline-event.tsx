import { CircleDot } from 'lucide-react';
import type { TimelineEntry } from '../api/customer360.ts';
import { timeText } from '../format/dates.ts';
import { moneyText } from '../format/numbers.ts';
import { inWords } from '../format/value-text.ts';
import { isMasked } from './customer-name.tsx';
import { groupOf } from './timeline-kinds.ts';
import { useCurrency } from '../api/use-currency.ts';

/** Something that happened with a customer. */
export const TimelineEvent = ({ event }: { readonly event: TimelineEntry }) => {
  const currency = useCurrency();
  const Icon = groupOf(event.kind)?.icon ?? CircleDot;
  const time = timeText(event.happened_at);
  return (
    <li className="relative flex gap-3 py-1.5">
      <span
        aria-hidden
        className="z-10 mt-px grid size-7 shrink-0 place-items-center rounded-full border border-line bg-surface text-muted"
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
          {!isMasked(event.title) && `${inWords(event.kind)} · `}
          {inWords(event.source_table.replace(/^[a-z]+_/, ''))} <span className="font-mono">{event.source_id}</span>
        </p>
      </div>
    </li>
  );
};
