import type { Recommendation } from '../api/customer360.ts';
import { Band } from '../components/band.tsx';
import { dayText, timeText } from '../format/dates.ts';
import { plural } from '../format/numbers.ts';
import { isMasked } from './customer-name.tsx';

const told = ({ requested_at, requested_by, connector, due_on, attempt }: NonNullable<Recommendation['execution']>): string =>
  [
    `asked for ${[dayText(requested_at), timeText(requested_at)].filter(Boolean).join(', ')}`,
    ...(requested_by === '' || isMasked(requested_by) ? [] : [`by ${requested_by}`]),
    ...(connector === '' ? [] : [`through ${connector}`]),
    ...(due_on === null ? [] : [`due ${dayText(due_on)}`]),
    ...(attempt > 1 ? [plural(attempt, 'try', 'tries')] : []),
  ].join(' · ');

/** How far an action is, by word, shape and colour; when, by whom and through what; why where it failed. */
export const ExecutionLine = ({ execution }: { readonly execution: NonNullable<Recommendation['execution']> }) => (
  <div className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1 rounded-md bg-sunken px-2 py-1.5 text-xs">
    <span role="status">
      <Band scale="execution" level={execution.state} />
    </span>
    <span className="min-w-0 text-muted wrap-anywhere">{told(execution)}</span>
    {execution.error !== null && <span className="basis-full wrap-anywhere text-bad">{execution.error}</span>}
  </div>
);
