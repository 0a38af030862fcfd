import { Button } from '../components/button.tsx';
import { Chip } from '../components/chip.tsx';
import { DayRange } from '../components/day-range.tsx';
import { kindGroups } from './timeline-kinds.ts';
import type { TimelineChoice } from './use-timeline-choice.ts';

interface TimelineFiltersProps {
  readonly choice: TimelineChoice;
  /** The last day there is. */
  readonly last: string | undefined;
}

/** Which kinds of events, and of which days. */
export const TimelineFilters = ({ choice, last }: TimelineFiltersProps) => (
  <div className="mb-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
    <div role="group" aria-label="Kinds of events" className="flex flex-wrap gap-1.5">
      <Chip label="All" isOn={choice.groups.length === 0} onToggle={() => choice.setGroups([])} />
      {kindGroups.map(({ name, label }) => (
        <Chip key={name} label={label} isOn={choice.groups.includes(name)} onToggle={() => choice.toggle(name)} />
      ))}
    </div>
    <div className="flex flex-wrap items-center gap-2">
      <DayRange label="Days" from={choice.from} to={choice.to} last={last} onFrom={choice.setFrom} onTo={choice.setTo} />
      {choice.isNarrowed && (
        <Button look="ghost" onClick={choice.clear}>
          Clear filters
        </Button>
      )}
    </div>
  </div>
);
