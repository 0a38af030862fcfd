import type { inputFiles, quarantine, Row } from '@audit/contract';
import type { LandedTable } from '../1-bronze/landed-table.ts';

/** What a run took from one source: nothing of it is published yet. */
export interface Extracted {
  readonly tables: readonly LandedTable[];
  /** Rows refused, counted in the metrics of their tables. */
  readonly quarantined?: readonly Row<typeof quarantine>[];
  /** Files that are done, so that the next run passes them by. */
  readonly files?: readonly Row<typeof inputFiles>[];
}
