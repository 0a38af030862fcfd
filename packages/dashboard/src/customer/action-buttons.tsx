import { CalendarPlus, RotateCw, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { Recommendation } from '../api/customer360.ts';
import { Button } from '../components/button.tsx';
import { ScheduleDialog } from './schedule-dialog.tsx';
import type { Actions } from './use-actions.ts';

interface ActionButtonsProps {
  readonly recommendation: Recommendation;
  readonly actions: Actions;
  /** After something was done: the button is gone, the focus is to stay near. */
  readonly onActed: () => void;
}

/** What can be done with a recommendation: schedule it, try again where that failed, or take it back. */
export const ActionButtons = ({ recommendation: own, actions, onActed }: ActionButtonsProps) => {
  const [isOpen, setOpen] = useState(false);
  const state = own.execution?.state;
  if (state === 'requested' || state === 'running' || state === 'succeeded')
    return (
      <Button
        isSmall
        icon={Undo2}
        aria-label={`Undo: ${own.action}`}
        onClick={() => {
          actions.cancel(own);
          onActed();
        }}
      >
        Undo
      </Button>
    );
  const isFailed = state === 'failed';
  return (
    <>
      <Button
        isSmall
        look={isFailed ? 'secondary' : 'primary'}
        icon={isFailed ? RotateCw : CalendarPlus}
        aria-haspopup="dialog"
        aria-label={`${isFailed ? 'Retry' : 'Schedule'}: ${own.action}`}
        onClick={() => setOpen(true)}
      >
        {isFailed ? 'Retry' : 'Schedule'}
      </Button>
      {isOpen && (
        <ScheduleDialog
          action={own.action}
          onClose={() => setOpen(false)}
          onSchedule={(wishes) => {
            setOpen(false);
            actions.schedule(own, wishes);
            onActed();
          }}
        />
      )}
    </>
  );
};
