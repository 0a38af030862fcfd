import type { Lake } from './lake.ts';
import type { Draft, Manifest } from './manifest.ts';
import type { PendingVersions } from './pending-versions.ts';
import type { StageFolder } from './stage-folder.ts';

/** Several runs on their way to one version of a lake, see `Lake.draft`. */
export interface LakeDraft {
  /**
   * Stands in for the lake in the runs: its head is what they made so far, its commits publish nothing, and their private folders lie in
   * that of the draft.
   */
  readonly lake: Lake;
  /** What the runs made so far, an earlier attempt included. */
  readonly made: PendingVersions;
  /** The private folder of the draft. */
  readonly folder: StageFolder;
  /**
   * Publishes one version after the one the draft is based on. Durable when it returns.
   *
   * @throws what `Lake.commit` throws
   */
  publish(draft: Draft): Manifest;
}
