import type { Engine } from '../engine/engine.ts';
import type { Lake } from '../lake/lake.ts';
import type { StageFolder } from '../lake/stage-folder.ts';
import type { TableState } from '../lake/table-state.ts';
import type { Mode } from './decide.ts';

/** Where a step computes and leaves its files. */
export interface Workplace {
  readonly engine: Engine;
  readonly lake: Lake;
  /** Private folder of the run. */
  readonly folder: StageFolder;
  /** The lake version that will be published. */
  readonly version: number;
}

/** What a step did, as kept in the run's folder for resumption. */
export interface Outcome {
  readonly mode: Mode;
  readonly why: string;
  readonly state: TableState;
  /** Rows `computed`, `added` and `removed`, `rows` of the table after; keys `touched`. */
  readonly counts: Readonly<Record<string, number>>;
}
