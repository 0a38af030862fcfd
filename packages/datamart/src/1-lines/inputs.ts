import type { InputSource } from '@audit/warehouse';
import type { LoadedFile } from './loaded-files.ts';
import type { ReadFile } from './read-transactions.ts';

/** Inputs of a run, sorted by what became of them. */
export interface Inputs {
  readonly read: readonly ReadFile[];
  /** Their content is in the lake already. */
  readonly unchanged: readonly InputSource[];
  /** Files loaded earlier whose lines are to go. */
  readonly replaced: readonly LoadedFile[];
  /** Files loaded earlier whose lines stay, with the path their content has now. */
  readonly moved: readonly LoadedFile[];
  /** What the user called a file, by source id: those of the lake and of this run. */
  readonly labels: ReadonlyMap<string, string>;
}
