import { BellOff, BellRing, Check, Undo2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Alert } from '../api/customer360.ts';
import { Button } from '../components/button.tsx';
import { SnoozePanel } from './snooze-panel.tsx';
import type { MarkAlert } from './use-alert-marks.ts';

interface AlertButtonsProps {
  readonly alert: Alert;
  readonly onMark: MarkAlert;
}

/** What can be done about an alert: say that it was seen, put it off, and take either back. */
export const AlertButtons = ({ alert, onMark }: AlertButtonsProps) => {
  const [isChoosing, setChoosing] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isChoosing) panel.current?.querySelector<HTMLElement>('[data-begin]')?.focus();
  }, [isChoosing]);
  const isSnoozed = alert.snoozed_until !== null;
  const isSeen = alert.ack !== null;
  return (
    <div ref={panel} className="flex flex-wrap gap-1.5">
      <Button
        isSmall
        icon={isSeen ? Undo2 : Check}
        aria-label={`${isSeen ? 'Undo acknowledge' : 'Acknowledge'}: ${alert.title}`}
        onClick={() => onMark(alert, { kind: isSeen ? 'unack' : 'ack' })}
      >
        {isSeen ? 'Undo' : 'Acknowledge'}
      </Button>
      {isSnoozed ? (
        <Button isSmall icon={BellRing} aria-label={`End snooze: ${alert.title}`} onClick={() => onMark(alert, { kind: 'unsnooze' })}>
          End snooze
        </Button>
      ) : (
        <Button
          isSmall
          icon={BellOff}
          aria-label={`Snooze: ${alert.title}`}
          aria-expanded={isChoosing}
          onClick={() => setChoosing(!isChoosing)}
        >
          Snooze
        </Button>
      )}
      {isChoosing && !isSnoozed && (
        <SnoozePanel
          title={alert.title}
          onSnooze={(until) => {
            setChoosing(false);
            onMark(alert, { kind: 'snooze', until });
          }}
        />
      )}
    </div>
  );
};
