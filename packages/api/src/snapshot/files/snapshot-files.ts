import { join } from 'node:path';

/** Files of a snapshot. */
export interface SnapshotPaths {
  /** Of DuckDB: what lists are filtered and sorted by, alerts, recommendations, events, the dashboard. */
  readonly tables: string;
  /** Documents of customers, one after the other, in the order of their ids. */
  readonly documents: string;
  /** The same for their lines in lists. */
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
