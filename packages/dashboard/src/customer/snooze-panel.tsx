import type { SubmitEvent } from 'react';
import { Button } from '../components/button.tsx';
import { Field } from '../components/field.tsx';
import { dayAfter, todayText } from '../format/dates.ts';

interface SnoozePanelProps {
  /** Whose it is, for those who do not see it. */
  readonly title: string;
  /** @param until an instant, as the API takes it */
  readonly onSnooze: (until: string) => void;
}

/** The API puts an alert off for ninety days at most. */
const longestDays = 90;
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

/** Until when an alert is put off: a day, a week, or until a date. */
export const SnoozePanel = ({ title, onSnooze }: SnoozePanelProps) => {
  const today = todayText();
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const day = new FormData(event.currentTarget).get('until');
    if (typeof day === 'string' && day !== '') onSnooze(`${day}T00:00:00Z`);
  };
  return (
    <div role="group" aria-label={`Snooze: ${title}`} className="mt-2 flex basis-full flex-wrap items-end gap-2 rounded-md bg-sunken p-2">
      <Button data-begin onClick={() => onSnooze(inDays(1))}>
        1 day
      </Button>
      <Button onClick={() => onSnooze(inDays(7))}>1 week</Button>
      <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
        <Field label="Until" name="until" type="date" required min={dayAfter(today, 1)} max={dayAfter(today, longestDays - 1)} />
        <Button type="submit">Snooze until then</Button>
      </form>
    </div>
  );
};
