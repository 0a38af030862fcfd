import { join } from 'node:path';

/** Files of a snapshot. */
export interface SnapshotPaths {
  /** Of DuckDB: what lists are filtered and sorted by, alerts, recommendations, events, the dashboard. */
  readonly tables: string;
  /** Values of the documents of customers, one document after the other, in the order of their ids. */
  readonly documents: string;
  /** Their lines in lists, in the same order. */
  readonly lines: string;
  /** What is looked up in memory. */
  readonly index: string;
}

export const snapshotPaths = (folder: string): SnapshotPaths => ({
  tables: join(folder, 'tables.duckdb'),
  documents: join(folder, 'documents'),
  lines: join(folder, 'lines'),
  index: join(folder, 'index'),
});
