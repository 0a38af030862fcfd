import { useId } from 'react';
import type { Customer, Metric } from '../api/customer360.ts';
import { Band } from '../components/band.tsx';
import { percentText } from '../format/numbers.ts';
import { valueText } from '../format/value-text.ts';
import { MetricCard } from './metric-card.tsx';
import { courseOf, tilesOf } from './metric-tiles.ts';
import { useCurrency } from '../api/use-currency.ts';

interface MetricCardsProps {
  readonly customer: Customer;
  readonly onExplain: (metric: string) => void;
}

/** Scores and the metrics that stand out. */
export const MetricCards = ({ customer, onExplain }: MetricCardsProps) => {
  const currency = useCurrency();
  const heading = useId();
  const told = ({ label, unit, value }: Metric): string => (value === null ? '' : `${label}: ${valueText(value, unit, currency)}`);
  return (
    <section aria-labelledby={heading} className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,12.5rem),1fr))] gap-3">
      <h2 id={heading} className="sr-only">
        Metrics
      </h2>
      {customer.scores.map((score) => (
        <MetricCard
          key={score.name}
          label={score.label}
          unit="score"
          value={score.shown}
          reason={score.reason_text}
          course={courseOf(customer, score.name, score.value)}
          mark={score.value === null ? undefined : <Band scale="band" level={score.band} />}
          onExplain={() => onExplain(score.name)}
        >
          {score.coverage !== null && score.coverage < 1 && `Known for ${percentText(score.coverage)} of its weights`}
        </MetricCard>
      ))}
      {tilesOf(customer).map(({ metric, course, beside }) => (
        <MetricCard
          key={metric.name}
          label={metric.label}
          unit={metric.unit}
          value={metric.value}
          reason={metric.reason_text}
          course={course}
          onExplain={() => onExplain(metric.name)}
        >
          {course?.isLevel !== true && beside.map(told).filter(Boolean).join('; ')}
        </MetricCard>
      ))}
    </section>
  );
};
