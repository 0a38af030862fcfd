import type { Customer, Score } from '../api/customer360.ts';
import { Banner } from '../components/banner.tsx';
import { Bar } from '../components/bar.tsx';
import { lookOf } from '../components/band-look.ts';
import { numberText, percentText } from '../format/numbers.ts';
import { explainedAs } from './metric-tiles.ts';

interface ScoreBreakdownProps {
  readonly customer: Customer;
  readonly score: Score;
  readonly onExplain: (metric: string) => void;
}

/** What a score is made of: a bar a part, as long as its weight, filled by what it gives; hatched where it is not known. */
export const ScoreBreakdown = ({ customer, score, onExplain }: ScoreBreakdownProps) => {
  const heaviest = Math.max(...score.parts.map(({ weight }) => weight ?? 0), 0.01);
  return (
    <div className="min-w-0">
      <h3 className="flex items-baseline justify-between gap-2 font-medium">
        {score.label}
        <span className="text-sm font-normal text-muted tabular-nums">
          {score.shown === null ? (score.reason_text ?? 'not known') : `${score.shown} of 100 points`}
        </span>
      </h3>
      {score.coverage !== null && score.coverage < 1 && (
        <div className="mt-2">
          <Banner kind="partial">Known for {percentText(score.coverage)} of its weights; the others count for what they are not.</Banner>
        </div>
      )}
      <ul className="mt-2 flex flex-col gap-2.5">
        {score.parts.map((part) => (
          <li key={part.name}>
            <div className="mb-1 flex items-baseline justify-between gap-2 text-sm">
              <button
                type="button"
                aria-haspopup="dialog"
                onClick={() => onExplain(explainedAs(customer, part))}
                className="min-h-6 truncate text-left underline decoration-line underline-offset-4 hover:decoration-current"
              >
                {part.label}
              </button>
              <span className="shrink-0 text-muted tabular-nums">
                {part.points === null
                  ? (part.reason_text ?? 'not known')
                  : `${numberText(part.points, 1)} of ${numberText(part.points + (part.lost ?? 0), 1)}`}
              </span>
            </div>
            <Bar
              share={part.value === null ? null : part.value / 100}
              of={(part.weight ?? heaviest) / heaviest}
              tone={lookOf('band', score.band).tone}
            />
          </li>
        ))}
      </ul>
    </div>
  );
};
