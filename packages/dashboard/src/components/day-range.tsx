interface DayRangeProps {
  /** What the days are of, for those who do not see it. */
  readonly label: string;
  /** As YYYY-MM-DD; empty: no bound. Both days are within. */
  readonly from: string;
  readonly to: string;
  readonly last?: string | undefined;
  readonly onFrom: (day: string) => void;
  readonly onTo: (day: string) => void;
}

const look = 'min-h-8 w-36 rounded-md border border-edge bg-surface px-2 text-sm text-ink';

/** A first and a last day, either of which may be left out. */
export const DayRange = ({ label, from, to, last, onFrom, onTo }: DayRangeProps) => (
  <div role="group" aria-label={label} className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
    <label className="flex items-center gap-2">
      <span className="w-9 text-muted sm:w-auto">From</span>
      <input type="date" value={from} max={to === '' ? last : to} onChange={({ target }) => onFrom(target.value)} className={look} />
    </label>
    <label className="flex items-center gap-2">
      <span className="w-9 text-muted sm:w-auto">To</span>
      <input
        type="date"
        value={to}
        min={from === '' ? undefined : from}
        max={last}
        onChange={({ target }) => onTo(target.value)}
        className={look}
      />
    </label>
  </div>
);
