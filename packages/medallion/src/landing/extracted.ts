import type { inputFiles, Row } from '@audit/contract';
import type { LandedTable } from '../1-bronze/landed-table.ts';

/** What a run took from one source: nothing of it is published yet. */
export interface Extracted {
  readonly tables: readonly LandedTable[];
  /** Relations of the run's session with refused rows, in the columns of the quarantine; the metrics of their tables count them. */
  readonly quarantined?: readonly { readonly name: string; readonly rows: number }[];
  /** Files that are done, so that the next run passes them by. */
  readonly files?: readonly Row<typeof inputFiles>[];
}
