import type { TableState } from './table-state.ts';

/** The account of one step of a run. */
export interface StepAccount {
  readonly step: string;
  readonly mode: 'skip' | 'keys' | 'whole' | 'land';
  readonly why: string;
  readonly resumed?: boolean;
  readonly seconds: number;
  /** Row counts by name: received, accepted, quarantined, computed, changed, … */
  readonly counts: Readonly<Record<string, number>>;
}

/** One version of the WHOLE lake. Whoever holds a manifest needs nothing else to read that version. */
export interface Manifest {
  readonly format: 1;
  /** From 1; 0 is the empty lake, which has no file. */
  readonly version: number;
  /** Checksum of the parent's body: the hash chain; '' for version 1. */
  readonly parentSum: string;
  /** ISO time, informative only: order is by version. */
  readonly committedAt: string;
  readonly job: string;
  readonly runId: string;
  readonly runKey: string;
  /** The run's fixed clock, ISO with microseconds and Z. */
  readonly clock: string;
  readonly codeHash: string;
  readonly configHash: string;
  /** By qualified name (`gold_orders`). */
  readonly tables: Readonly<Record<string, TableState>>;
  /** Progress of the sources, by source name. */
  readonly watermarks: Readonly<Record<string, unknown>>;
  readonly accounts: readonly StepAccount[];
}

export type Draft = Omit<Manifest, 'format' | 'version' | 'parentSum' | 'committedAt'>;
