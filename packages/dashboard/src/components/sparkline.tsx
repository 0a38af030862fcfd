import { monthText } from '../format/dates.ts';
import { area, bars, linePath, type Point } from './sparkline-shape.ts';

interface SparklineProps {
  /** The months that are drawn, in order. */
  readonly points: readonly Point[];
  /** A level is a line; what comes month by month is bars. */
  readonly kind: 'line' | 'bars';
  /** How a value is told. */
  readonly text: (value: number) => string;
}

const inWords = (points: readonly Point[], text: (value: number) => string): string =>
  points.flatMap(({ month, value }) => (value === null ? [] : [`${monthText(month)}: ${text(value)}`])).join('; ');

/** The course of a value as a small picture; its text alternative has every value. */
export const Sparkline = ({ points, kind, text }: SparklineProps) => (
  <svg
    role="img"
    aria-label={`By month. ${inWords(points, text)}`}
    viewBox={`0 0 ${area.width} ${area.height}`}
    preserveAspectRatio="none"
    className="block h-7 w-full overflow-visible text-accent"
  >
    {kind === 'line' ? (
      <path
        d={linePath(points)}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeLinejoin="round"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    ) : (
      bars(points).map(({ x, y, width, height }) => <rect key={x} x={x} y={y} width={width} height={height} fill="currentColor" />)
    )}
  </svg>
);
