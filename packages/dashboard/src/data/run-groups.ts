import type { Run } from '../api/reports.ts';

type Step = Run['steps'][number];

/** Steps of one part of a run. */
export interface StepGroup {
  readonly name: string;
  readonly label: string;
  readonly steps: readonly Step[];
  /** Steps that had nothing to do. */
  readonly skipped: number;
  /** Rows that came in, or were made. */
  readonly rows: number;
  readonly refused: number;
  readonly seconds: number;
}

const labels: Readonly<Record<string, string>> = {
  'fx-import': 'Exchange rates',
  extract: 'Extract from sources (bronze)',
  medallion: 'Cleanse (silver)',
  link: 'Link accounts to customers',
  'scd2-profile': 'Profiles of people',
  metrics: 'Customer 360 (gold)',
  mart: 'Data mart',
};

const sum = (steps: readonly Step[], of: (step: Step) => number): number => steps.reduce((total, step) => total + of(step), 0);
const count = ({ counts }: Step, ...names: readonly string[]): number =>
  names.map((name) => counts[name]).find((value) => value !== undefined) ?? 0;
const made = (step: Step): number =>
  step.step === 'metrics/aggregate'
    ? Object.values(step.counts).reduce((total, rows) => total + rows, 0)
    : count(step, 'received', 'computed', 'masters', 'rows');

/** The parts of a run, in the order they ran. */
export const groupSteps = (steps: readonly Step[]): readonly StepGroup[] =>
  [...Map.groupBy(steps, ({ step }) => step.split('/')[0] ?? step)].map(([name, own]) => ({
    name,
    label: labels[name] ?? name,
    steps: own,
    skipped: own.filter(({ mode }) => mode === 'skip').length,
    rows: sum(own, made),
    refused: sum(own, (step) => count(step, 'quarantined', 'rejected')),
    seconds: sum(own, ({ seconds }) => seconds),
  }));
