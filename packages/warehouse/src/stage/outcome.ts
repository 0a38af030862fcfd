import type { TableState } from '../lake/table-state.ts';
import type { Mode } from './decide.ts';

/** What a step did, as kept in the run's folder for resumption. */
export interface Outcome {
  readonly mode: Mode;
  readonly why: string;
  readonly state: TableState;
  /** Rows `computed`, `added` and `removed`, `rows` of the table after; keys `touched`. */
  readonly counts: Readonly<Record<string, number>>;
}
