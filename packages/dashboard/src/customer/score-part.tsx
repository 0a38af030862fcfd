import type { Score } from '../api/customer360.ts';
import { Bar } from '../components/bar.tsx';
import type { Tone } from '../components/tone.ts';
import { numberText, scoreText } from '../format/numbers.ts';

interface ScorePartProps {
  readonly part: Score['parts'][number];
  /** Weight of the part that has the most. */
  readonly heaviest: number;
  readonly tone: Tone;
  readonly onExplain: () => void;
}

/** What a part gives of what it could; where the score is not known, what the part itself is. */
const told = ({ value, points, lost }: ScorePartProps['part']): string => {
  if (points !== null) return `${numberText(points, 1)} of ${numberText(points + (lost ?? 0), 1)}`;
  return value === null ? 'not known' : `${scoreText(value)} of 100`;
};

/** A part of a score: a bar as long as its weight, filled by its value; hatched, and why, where that is not known. */
export const ScorePart = ({ part, heaviest, tone, onExplain }: ScorePartProps) => (
  <li>
    <div className="mb-1 flex items-baseline justify-between gap-2 text-sm">
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={`${part.label}: how it is computed`}
        onClick={onExplain}
        className="min-h-6 text-left underline decoration-line underline-offset-4 hover:decoration-current"
      >
        {part.label}
      </button>
      <span className="shrink-0 text-muted tabular-nums">{told(part)}</span>
    </div>
    <Bar share={part.value === null ? null : part.value / 100} of={(part.weight ?? heaviest) / heaviest} tone={tone} />
    {part.value === null && part.reason_text !== null && <p className="mt-1 text-xs wrap-anywhere text-muted">{part.reason_text}</p>}
  </li>
);
