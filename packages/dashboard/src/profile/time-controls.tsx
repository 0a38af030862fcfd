import type { ProfileVersion } from '../api/reports.ts';
import { Button } from '../components/button.tsx';
import { dayText } from '../format/dates.ts';
import { startOf } from './profile-version.ts';

interface TimeControlsProps {
  /** From the earliest to the latest: the slider steps at their starts. */
  readonly versions: readonly ProfileVersion[];
  /** Day or instant that is looked at; empty: now. */
  readonly at: string;
  /** Day as of which it is told what was known; empty: today. */
  readonly known: string;
  readonly onAt: (word: string) => void;
  readonly onKnown: (word: string) => void;
  readonly onNow: () => void;
}

const look = 'min-h-8 w-38 rounded-md border border-edge bg-surface px-2 text-sm text-ink';

/** The version that is in force at a word of the address, by what is known now; -1 before the first. */
const stepOf = (versions: readonly ProfileVersion[], at: string): number =>
  at === '' ? versions.length - 1 : versions.findLastIndex((version) => startOf(version).slice(0, at.length) <= at);

/** Two times: when it was so, and when we knew. */
export const TimeControls = ({ versions, at, known, onAt, onKnown, onNow }: TimeControlsProps) => {
  const step = Math.max(0, stepOf(versions, at));
  const told = `Version ${step + 1} of ${versions.length}, from ${dayText(startOf(versions[step] ?? {}))}`;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-1">
        <label htmlFor="profile-step" className="text-sm font-medium">
          Point in time
        </label>
        <input
          id="profile-step"
          type="range"
          min={0}
          max={Math.max(1, versions.length - 1)}
          step={1}
          value={step}
          disabled={versions.length < 2}
          aria-valuetext={told}
          onChange={({ target }) => onAt(startOf(versions[Number(target.value)] ?? {}))}
          className="h-6 w-full accent-accent"
        />
        <div aria-hidden className="flex justify-between gap-3 text-xs text-muted tabular-nums">
          <span>{dayText(startOf(versions[0] ?? {}))}</span>
          <span className="text-ink">{told}</span>
          <span>{versions.length < 2 ? '' : dayText(startOf(versions.at(-1) ?? {}))}</span>
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2 text-sm">
        <label className="flex items-center gap-2">
          <span className="text-muted">On the day</span>
          <input type="date" value={at.slice(0, 10)} onChange={({ target }) => onAt(target.value)} className={look} />
        </label>
        <label className="flex items-center gap-2">
          <span className="text-muted">as we knew on</span>
          <input type="date" value={known} onChange={({ target }) => onKnown(target.value)} className={look} />
        </label>
        {(at !== '' || known !== '') && (
          <Button look="ghost" onClick={onNow}>
            Now, as known today
          </Button>
        )}
      </div>
    </div>
  );
};
