import type { Columns } from '@audit/contract';
import { inputTables } from './input-tables.ts';

/** Silver tables that definitions may name, each with the columns of its relation `in_<table>`. */
export type SilverColumns = ReadonlyMap<string, Columns>;

/** What definitions may name where no lake is at hand: the tables of the shipped mapping. */
export const usualSilver: SilverColumns = new Map(Object.entries(inputTables).map(([name, table]) => [name, table.columns]));

/** What the lake has to compute metrics of. */
export interface Sources {
  /** Whether the lake has a silver table at all: without it a metric has no source, which is not 0. */
  has(table: string): boolean;
  /** Columns of each relation `in_<table>`. */
  readonly columns: SilverColumns;
  /** Whether accounts were linked; else each is a master account of its own. */
  readonly isLinked: boolean;
  /** What the run should say about its inputs, as sentences. */
  readonly notes: readonly string[];
}

/** The day a run computes for, and the organisation's zone, by which instants fall on days. */
export interface GoldRun {
  readonly asOf: string;
  readonly zone: string;
}
