import type { Score } from '../api/customer360.ts';
import { Banner } from '../components/banner.tsx';
import { lookOf } from '../components/band-look.ts';
import { percentText } from '../format/numbers.ts';
import { ScorePart } from './score-part.tsx';

interface ScoreBreakdownProps {
  readonly score: Score;
  readonly onExplain: (metric: string) => void;
}

/** The part that gives most comes first; one that is not known last. */
const byContribution = (left: Score['parts'][number], right: Score['parts'][number]): number =>
  (right.points ?? -1) - (left.points ?? -1) || (right.weight ?? 0) - (left.weight ?? 0);

/** What a score is made of, by what each part gives. */
export const ScoreBreakdown = ({ score, onExplain }: ScoreBreakdownProps) => {
  const heaviest = Math.max(...score.parts.map(({ weight }) => weight ?? 0), 0.01);
  return (
    <div className="min-w-0">
      <h3 className="flex flex-wrap items-baseline justify-between gap-x-2 font-medium">
        {score.label}
        <span className="text-sm font-normal text-muted tabular-nums">
          {score.shown === null ? (score.reason_text ?? 'not known') : `${score.shown} of 100 points`}
        </span>
      </h3>
      {score.coverage !== null && score.coverage < 1 && (
        <div className="mt-2">
          <Banner kind="partial">Known for {percentText(score.coverage)} of its weights; what is not known is left out.</Banner>
        </div>
      )}
      <ul className="mt-2 flex flex-col gap-2.5">
        {score.parts.toSorted(byContribution).map((part) => (
          <ScorePart
            key={part.name}
            part={part}
            heaviest={heaviest}
            tone={lookOf('band', score.band).tone}
            onExplain={() => onExplain(part.name)}
          />
        ))}
      </ul>
    </div>
  );
};
