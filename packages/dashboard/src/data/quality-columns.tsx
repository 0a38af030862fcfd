import { CircleCheck, CircleDashed, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { Quality } from '../api/reports.ts';
import { Badge } from '../components/badge.tsx';
import type { Column } from '../components/table.tsx';
import { dayText, timeText } from '../format/dates.ts';
import { countText, numberText, percentText } from '../format/numbers.ts';
import { inWords } from '../format/value-text.ts';

export type Source = Quality['freshness'][number];
export type Refusal = Quality['quarantine'][number];
export type Gate = Quality['gates'][number];
export type Profiled = Quality['columns'][number];

const momentText = (instant: string): string => [dayText(instant), timeText(instant)].filter(Boolean).join(', ');
const name = (text: string) => <code className="font-mono text-xs break-all">{text}</code>;

/** Columns of the tables of quality, by what they are of. */
export const sourceColumns: readonly Column<Source>[] = [
  { name: 'source', title: 'Source', cell: ({ source }) => source },
  { name: 'rows', title: 'Rows', isNumber: true, cell: ({ rows }) => countText(rows) },
  {
    name: 'newest',
    title: 'Newest change in it',
    from: 'md',
    cell: ({ newest_change }) => (newest_change === null ? 'not told' : momentText(newest_change)),
  },
  { name: 'loaded', title: 'Last loaded', cell: ({ last_loaded }) => momentText(last_loaded) },
];

export const refusalColumns: readonly Column<Refusal>[] = [
  {
    name: 'why',
    title: 'Why refused',
    cell: ({ code, column }) => (
      <>
        {inWords(code)}
        {column !== null && <span className="block text-xs text-muted">in {name(column)}</span>}
      </>
    ),
  },
  { name: 'source', title: 'Source', cell: ({ source }) => source },
  { name: 'rows', title: 'Rows', isNumber: true, cell: ({ rows }) => countText(rows) },
  { name: 'last', title: 'Last', from: 'md', cell: ({ last_refused }) => momentText(last_refused) },
];

const outcomes = {
  passed: { tone: 'good', icon: CircleCheck },
  warned: { tone: 'warn', icon: TriangleAlert },
  failed: { tone: 'bad', icon: OctagonAlert },
} as const;

const Outcome = ({ outcome }: { readonly outcome: string }) => {
  const known: Readonly<Record<string, (typeof outcomes)[keyof typeof outcomes]>> = outcomes;
  const { tone, icon } = known[outcome] ?? { tone: 'neutral', icon: CircleDashed };
  return (
    <Badge tone={tone} icon={icon}>
      {inWords(outcome)}
    </Badge>
  );
};

export const gateColumns: readonly Column<Gate>[] = [
  {
    name: 'gate',
    title: 'Gate',
    cell: ({ gate, table }) => (
      <>
        {inWords(gate)}
        <span className="block text-xs text-muted">of {name(table)}</span>
      </>
    ),
  },
  { name: 'outcome', title: 'Outcome', cell: ({ outcome }) => <Outcome outcome={outcome} /> },
  { name: 'value', title: 'Measured', isNumber: true, cell: ({ value }) => (value === null ? '–' : numberText(value, 4)) },
  { name: 'bound', title: 'Asked for', from: 'md', cell: ({ measure, bound }) => `${inWords(measure)} ${bound}` },
];

const shareText = (now: number, before: number | null): string =>
  before === null || before === now ? percentText(now) : `${percentText(before)} → ${percentText(now)}`;
const distinctText = (now: number, before: number | null): string =>
  before === null || before === now ? countText(now) : `${countText(before)} → ${countText(now)}`;

export const profiledColumns: readonly Column<Profiled>[] = [
  {
    name: 'column',
    title: 'Column',
    cell: ({ table, column, is_drift }) => (
      <>
        {name(`${table}.${column}`)}{' '}
        {is_drift && (
          <Badge tone="warn" icon={TriangleAlert}>
            Drift
          </Badge>
        )}
      </>
    ),
  },
  { name: 'rows', title: 'Rows', isNumber: true, from: 'md', cell: ({ rows }) => countText(rows) },
  { name: 'nulls', title: 'Empty', isNumber: true, cell: ({ null_share, null_share_before }) => shareText(null_share, null_share_before) },
  {
    name: 'distinct',
    title: 'Different values',
    isNumber: true,
    from: 'md',
    cell: ({ distinct, distinct_before }) => distinctText(distinct, distinct_before),
  },
  { name: 'rejected', title: 'Refused', isNumber: true, cell: ({ rejected }) => countText(rejected) },
  { name: 'flagged', title: 'Doubtful', isNumber: true, from: 'md', cell: ({ flagged }) => countText(flagged) },
];
