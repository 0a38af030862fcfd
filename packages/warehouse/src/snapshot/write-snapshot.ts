import { DuckDBInstance } from '@duckdb/node-api';
import { engineError } from '../engine/duckdb/engine-error.ts';
import { lockDown } from '../engine/duckdb/open-instance.ts';

/** Where a snapshot is made, and of what. */
export interface SnapshotPlan {
  /** File to make, in a private folder. */
  readonly path: string;
  /** Folders whose files the statements read, and where it spills to. */
  readonly directories: readonly string[];
  readonly tempDirectory: string;
  readonly threads: number;
  readonly memoryLimit?: string | undefined;
}

/** What fills a snapshot: statements of DuckDB over files of the lake (`tableScan`). */
export interface SnapshotFill {
  run(sql: string): Promise<void>;
  /** Rows of a small query, as text. */
  rows(sql: string): Promise<readonly (readonly (string | null)[])[]>;
}

/**
 * Makes a file of tables to serve from: read-only from then on, for as many readers as there are. It is no table of the lake: DuckDB alone reads it, and the
 * next version has one of its own (docs/decisions/0024).
 *
 * @throws what engines throw; the file is then of no use
 */
export const writeSnapshot = async (plan: SnapshotPlan, fill: (snapshot: SnapshotFill) => Promise<void>): Promise<void> => {
  const { path, directories, tempDirectory, threads, memoryLimit } = plan;
  const context = { what: 'making a snapshot', memoryLimit, tempDirectory, signal: undefined };
  let instance: DuckDBInstance | undefined;
  try {
    instance = await DuckDBInstance.create(path, {
      temp_directory: tempDirectory,
      threads: String(threads),
      ...(memoryLimit === undefined ? {} : { memory_limit: memoryLimit }),
    });
    const connection = await instance.connect();
    try {
      for (const setting of lockDown([...directories, tempDirectory, path])) await connection.run(`SET GLOBAL ${setting}`);
      const run = async (sql: string): Promise<void> => void (await connection.run(sql));
      const rows = async (sql: string): Promise<readonly (readonly (string | null)[])[]> =>
        (await connection.runAndReadAll(sql)).getRows().map((row) => row.map((cell) => (cell === null ? null : String(cell))));
      await fill({ run, rows });
      await run('CHECKPOINT');
    } finally {
      connection.closeSync();
    }
  } catch (error) {
    throw engineError(error, context);
  } finally {
    instance?.closeSync();
  }
};
