import { BellOff, Check } from 'lucide-react';
import type { Alert, Customer } from '../api/customer360.ts';
import { Badge } from '../components/badge.tsx';
import { Band } from '../components/band.tsx';
import { lookOf } from '../components/band-look.ts';
import { classNames } from '../components/class-names.ts';
import { toneFill } from '../components/tone.ts';
import { dayText } from '../format/dates.ts';
import { inWords } from '../format/value-text.ts';
import { AlertButtons } from './alert-buttons.tsx';
import { Evidence } from './evidence.tsx';
import type { MarkAlert } from './use-alert-marks.ts';

interface AlertCardProps {
  readonly alert: Alert;
  readonly customer: Customer;
  /** Acknowledges and snoozes it; undefined where nothing can be done. */
  readonly onMark?: MarkAlert | undefined;
}

/** An alert: how bad by colour, shape and word; what, since when, and what it was decided by. */
export const AlertCard = ({ alert, customer, onMark }: AlertCardProps) => (
  <article className="relative overflow-hidden rounded-md border border-line py-2.5 pr-3 pl-4">
    <span
      aria-hidden
      className={classNames('absolute inset-y-0 left-0 w-1 forced-color-adjust-none', toneFill[lookOf('severity', alert.severity).tone])}
    />
    <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
      <h3 className="min-w-0 flex-1 basis-36 font-semibold">{alert.title}</h3>
      <span className="flex shrink-0 flex-wrap justify-end gap-1">
        {alert.state !== 'open' && <Badge>{inWords(alert.state)}</Badge>}
        {alert.ack !== null && <Badge icon={Check}>Acknowledged</Badge>}
        {alert.snoozed_until !== null && <Badge icon={BellOff}>Until {dayText(alert.snoozed_until)}</Badge>}
        <Band scale="severity" level={alert.severity} />
      </span>
    </div>
    <p className="text-sm">{alert.message}</p>
    <div className="mt-1 flex flex-wrap items-start justify-between gap-x-3 gap-y-2 text-xs text-muted">
      <details className="min-w-0 flex-1 basis-36">
        <summary className="min-h-6.5 w-fit whitespace-nowrap content-center">Since {dayText(alert.opened_on)} · why</summary>
        <Evidence evidence={alert.evidence} customer={customer} />
      </details>
      {onMark !== undefined && <AlertButtons alert={alert} onMark={onMark} />}
    </div>
  </article>
);
