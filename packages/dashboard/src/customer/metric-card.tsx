import { TrendingDown, TrendingUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { NoValue } from '../components/no-value.tsx';
import { Sparkline } from '../components/sparkline.tsx';
import { lastTwo } from '../components/sparkline-shape.ts';
import { monthText } from '../format/dates.ts';
import { signed } from '../format/numbers.ts';
import { type Value, valueText } from '../format/value-text.ts';
import type { Course } from './metric-tiles.ts';
import { useCurrency } from '../api/use-currency.ts';

interface MetricCardProps {
  readonly label: string;
  readonly unit: string;
  readonly value: Value;
  /** Why there is none, in words. */
  readonly reason: string | null;
  readonly course: Course | undefined;
  /** Beside the value, such as its band. */
  readonly mark?: ReactNode;
  /** Below it, such as what it is compared with. */
  readonly children?: ReactNode;
  readonly onExplain: () => void;
}

const Change = ({ course, text }: { readonly course: Course; readonly text: (value: number) => string }) => {
  const two = lastTwo(course.points);
  if (!course.isLevel || two === undefined) return null;
  const [before, last] = two;
  const change = (last.value ?? 0) - (before.value ?? 0);
  const Icon = change < 0 ? TrendingDown : TrendingUp;
  return (
    <span className="flex items-center gap-1">
      {change !== 0 && <Icon aria-hidden size={13} />}
      {signed(change, text)} since {monthText(before.month)}
    </span>
  );
};

/** A metric: its value, how it changed and its course, or why there is none. It opens its explanation. */
export const MetricCard = ({ label, unit, value, reason, course, mark, children, onExplain }: MetricCardProps) => {
  const currency = useCurrency();
  const text = (one: Exclude<Value, null>): string => valueText(one, unit, currency);
  return (
    <article className="relative flex min-w-0 flex-col rounded-lg border border-line bg-surface p-3 has-[button:hover]:border-edge">
      <h3 className="text-sm font-medium text-muted">
        <button
          type="button"
          aria-haspopup="dialog"
          aria-label={`${label}: how it is computed`}
          onClick={onExplain}
          className="text-left after:absolute after:inset-0 after:rounded-lg"
        >
          {label}
        </button>
      </h3>
      <div className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1">
        {value === null ? <NoValue because={reason} /> : <p className="text-xl font-semibold tabular-nums wrap-anywhere">{text(value)}</p>}
        {mark}
      </div>
      <p className="mt-0.5 text-xs text-muted tabular-nums empty:hidden">
        {course !== undefined && <Change course={course} text={text} />}
        {children}
      </p>
      {course !== undefined && (
        <div className="mt-auto pt-2">
          <Sparkline points={course.points} kind={course.isLevel ? 'line' : 'bars'} text={text} />
        </div>
      )}
    </article>
  );
};
