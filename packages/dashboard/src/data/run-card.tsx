import { RotateCcw } from 'lucide-react';
import type { Run } from '../api/reports.ts';
import { Badge } from '../components/badge.tsx';
import { Card } from '../components/card.tsx';
import { Disclosure } from '../components/disclosure.tsx';
import { type Column, Table } from '../components/table.tsx';
import { dayText, timeText } from '../format/dates.ts';
import { countText, numberText, plural } from '../format/numbers.ts';
import { inWords } from '../format/value-text.ts';
import { groupSteps, type StepGroup } from './run-groups.ts';

type Step = Run['steps'][number];

const secondsText = (seconds: number): string => `${numberText(seconds, seconds < 1 ? 2 : 1)} s`;

const groups: readonly Column<StepGroup>[] = [
  {
    name: 'part',
    title: 'Part',
    cell: ({ label, steps, skipped }) => (
      <>
        {label}
        <span className="block text-xs text-muted">
          {plural(steps.length, 'step')}
          {skipped > 0 && `, ${skipped} with nothing to do`}
        </span>
      </>
    ),
  },
  { name: 'rows', title: 'Rows', isNumber: true, cell: ({ rows }) => countText(rows) },
  {
    name: 'refused',
    title: 'Refused',
    isNumber: true,
    cell: ({ refused }) => (refused === 0 ? '0' : <Badge tone="warn">{countText(refused)}</Badge>),
  },
  { name: 'seconds', title: 'Time', isNumber: true, from: 'md', cell: ({ seconds }) => secondsText(seconds) },
];

const countsText = ({ counts }: Step): string =>
  Object.entries(counts)
    .filter(([, value]) => value !== 0)
    .map(([name, value]) => `${inWords(name).toLowerCase()} ${countText(value)}`)
    .join(', ');

const steps: readonly Column<Step>[] = [
  {
    name: 'step',
    title: 'Step',
    cell: ({ step, resumed }) => (
      <span className="flex flex-wrap items-center gap-2">
        <code className="font-mono text-xs break-all">{step}</code>
        {resumed && (
          <Badge tone="info" icon={RotateCcw}>
            Went on
          </Badge>
        )}
      </span>
    ),
  },
  { name: 'did', title: 'Did', cell: (step) => (step.mode === 'skip' ? 'nothing to do' : countsText(step) || 'nothing came') },
  { name: 'why', title: 'Why', from: 'md', cell: ({ why }) => <span className="text-muted wrap-anywhere">{why}</span> },
  { name: 'seconds', title: 'Time', isNumber: true, from: 'md', cell: ({ seconds }) => secondsText(seconds) },
];

const changed: readonly Column<Run['changed'][number]>[] = [
  { name: 'table', title: 'Table', cell: ({ table }) => <code className="font-mono text-xs break-all">{table}</code> },
  { name: 'rows', title: 'Rows now', isNumber: true, cell: ({ rows }) => countText(rows) },
];

/** A run: when, what each part of it did, which tables it changed. */
export const RunCard = ({ run, isServed }: { readonly run: Run; readonly isServed: boolean }) => (
  <Card
    title={`Version ${run.version}`}
    aside={
      <span className="flex flex-wrap items-center gap-2 text-sm text-muted">
        {isServed && <Badge tone="good">Shown now</Badge>}
        <span>
          {run.job}, {dayText(run.clock)} {timeText(run.clock)}, {secondsText(run.seconds)}
        </span>
      </span>
    }
  >
    <div className="flex flex-col gap-3">
      <Table
        caption={`What version ${run.version} was made by`}
        columns={groups}
        rows={groupSteps(run.steps)}
        rowKey={({ name }) => name}
      />
      <div className="flex flex-wrap gap-x-6 gap-y-1">
        <Disclosure title={`${plural(run.changed.length, 'table')} changed`}>
          <Table caption={`Tables version ${run.version} changed`} columns={changed} rows={run.changed} rowKey={({ table }) => table} />
        </Disclosure>
        <Disclosure title={`All ${plural(run.steps.length, 'step')}`}>
          <Table caption={`Steps of version ${run.version}`} columns={steps} rows={run.steps} rowKey={({ step }) => step} />
        </Disclosure>
      </div>
      <p className="text-xs text-muted">
        Run <code className="font-mono break-all">{run.run_id}</code>, published {dayText(run.committed_at)} {timeText(run.committed_at)}
      </p>
    </div>
  </Card>
);
