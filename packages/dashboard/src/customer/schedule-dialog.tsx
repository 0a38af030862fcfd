import type { SubmitEvent } from 'react';
import type { Wishes } from '../api/customer360.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Field } from '../components/field.tsx';
import { dayAfter, todayText } from '../format/dates.ts';

interface ScheduleDialogProps {
  /** What is to be done, in words. */
  readonly action: string;
  readonly onSchedule: (wishes: Wishes) => void;
  readonly onClose: () => void;
}

/** The API takes a day within two years. */
const longestDays = 730;

const wishesOf = (form: HTMLFormElement): Wishes => {
  const entries = [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()]] : [],
  );
  return Object.fromEntries(entries) as Wishes;
};

/** Until when, by whom, and a note: all of it may stay empty, and Enter is enough. */
export const ScheduleDialog = ({ action, onSchedule, onClose }: ScheduleDialogProps) => {
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onSchedule(wishesOf(event.currentTarget));
  };
  const today = todayText();
  return (
    <Dialog title={action} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-sm text-muted">All of this may stay empty.</p>
        <Field data-begin label="Due date" name="due_on" type="date" min={today} max={dayAfter(today, longestDays)} />
        <Field label="Assignee" name="assignee" maxLength={200} autoComplete="off" hint="As the system that carries it out names people." />
        <Field label="Note" name="note" maxLength={2000} isLong />
        <div className="flex justify-end gap-2">
          <Button look="ghost" onClick={onClose}>
            Not now
          </Button>
          <Button look="primary" type="submit">
            Schedule
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
