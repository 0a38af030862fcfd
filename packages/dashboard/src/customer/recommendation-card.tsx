import { useEffect, useRef, useState } from 'react';
import type { Customer, Recommendation } from '../api/customer360.ts';
import { useCurrency } from '../api/use-currency.ts';
import { Badge } from '../components/badge.tsx';
import { Band } from '../components/band.tsx';
import { dayText } from '../format/dates.ts';
import { moneyText } from '../format/numbers.ts';
import { inWords } from '../format/value-text.ts';
import { ActionButtons } from './action-buttons.tsx';
import { Evidence } from './evidence.tsx';
import { ExecutionLine } from './execution-line.tsx';
import type { Actions } from './use-actions.ts';

interface RecommendationCardProps {
  readonly recommendation: Recommendation;
  readonly customer: Customer;
  /** What can be done with it; undefined where nothing can. */
  readonly actions?: Actions | undefined;
}

/** A recommended action: why, what comes of it and what it is worth, until when, what it was decided by, and what became of it. */
export const RecommendationCard = ({ recommendation: own, customer, actions }: RecommendationCardProps) => {
  const currency = useCurrency();
  const card = useRef<HTMLElement>(null);
  const [acted, setActed] = useState(0);
  // The button is gone, and the dialog with it: the focus stays at what became of it.
  useEffect(() => {
    if (acted > 0) card.current?.focus({ preventScroll: true });
  }, [acted]);
  return (
    <article ref={card} tabIndex={-1} aria-label={own.action} className="rounded-md border border-line px-3 py-2.5">
      <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
        <h3 className="min-w-0 flex-1 basis-36 font-semibold">{own.action}</h3>
        <span className="flex shrink-0 flex-wrap justify-end gap-1">
          {own.status !== 'open' && <Badge>{inWords(own.status)}</Badge>}
          <Band scale="priority" level={own.priority} label="Priority" />
        </span>
      </div>
      <p className="text-sm">{own.reason}</p>
      <p className="mt-1 text-sm text-muted">
        {own.expected_outcome}
        {own.impact_amount !== null && own.impact_amount !== 0 && (
          <>
            {': '}
            <strong className="font-semibold text-ink tabular-nums">{moneyText(own.impact_amount, currency)}</strong> ({own.impact_method})
          </>
        )}
      </p>
      {own.execution !== null && <ExecutionLine execution={own.execution} />}
      <div className="mt-1.5 flex flex-wrap items-start justify-between gap-x-3 gap-y-2 text-xs text-muted">
        <details className="min-w-0 flex-1 basis-36">
          <summary className="min-h-6.5 w-fit whitespace-nowrap content-center">Until {dayText(own.expires_on)} · why</summary>
          <Evidence evidence={own.evidence} customer={customer} />
        </details>
        {actions !== undefined && own.status === 'open' && (
          <ActionButtons recommendation={own} actions={actions} onActed={() => setActed(acted + 1)} />
        )}
      </div>
    </article>
  );
};
