import { CircleCheck, OctagonAlert, TriangleAlert } from 'lucide-react';
import { classNames } from '../components/class-names.ts';
import { dayText } from '../format/dates.ts';
import { useFreshness } from './freshness.ts';

/** Always in sight: the day and version of the data, and how old they are. */
export const FreshnessChip = () => {
  const fresh = useFreshness();
  if (fresh === undefined) return <span className="inline-block h-7 w-28 xl:w-64" />;
  const { asOf, version, age, isStale, broken } = fresh;
  const [Icon, tone] = broken !== null ? [OctagonAlert, 'text-bad'] : isStale ? [TriangleAlert, 'text-warn'] : [CircleCheck, 'text-good'];
  return (
    <p
      aria-label="Freshness of the data"
      className="flex min-h-7 items-center gap-1.5 rounded-full border border-line px-2.5 text-xs whitespace-nowrap tabular-nums"
    >
      <Icon aria-hidden size={14} className={classNames('shrink-0', tone)} />
      <span>
        <span className="hidden sm:inline">As of </span>
        {dayText(asOf)}
      </span>
      <span className="hidden text-muted xl:inline">
        · version {version} · <span className={isStale ? 'font-semibold text-warn' : ''}>{age}</span>
      </span>
    </p>
  );
};
