import { assert, Interrupted } from '@audit/contract';
import { type DuckDBConnection, DuckDBInstance, type DuckDBPreparedStatement, type DuckDBValue } from '@duckdb/node-api';
import { engineError } from '../engine/duckdb/engine-error.ts';
import { lockDown } from '../engine/duckdb/open-instance.ts';
import { bindValues, type SnapshotValue } from './bind-values.ts';

export interface SnapshotOptions {
  /** A file `writeSnapshot` made. */
  readonly path: string;
  readonly tempDirectory: string;
  readonly threads: number;
  readonly memoryLimit?: string | undefined;
  /** Questions answered at the same time; further ones wait their turn. */
  readonly connections: number;
  /** Most a question may take, in milliseconds. */
  readonly deadlineMs: number;
}

/** A connection with the statements it has prepared: planning one takes longer than looking up a row. */
interface Prepared {
  readonly connection: DuckDBConnection;
  readonly statements: Map<string, DuckDBPreparedStatement>;
}

/** Statements a connection keeps: filters and page sizes make more texts than are worth their memory. */
const statementsAtMost = 200;

/** Keeps a statement as the one used last; of too many, the one not used for longest goes. */
const keepNewest = (statements: Prepared['statements'], sql: string, statement: DuckDBPreparedStatement): void => {
  statements.delete(sql);
  statements.set(sql, statement);
  const [oldest] = statements;
  if (statements.size <= statementsAtMost || oldest === undefined) return;
  statements.delete(oldest[0]);
  oldest[1].destroySync();
};

/** A snapshot that is open for reading. Closing waits for the questions asked so far. */
export class SnapshotFile implements AsyncDisposable {
  readonly #instance: DuckDBInstance;
  readonly #options: SnapshotOptions;
  readonly #free: Prepared[];
  readonly #waiting: ((free: Prepared) => void)[] = [];
  #asked = 0;
  #idle: (() => void) | undefined;

  static async open(options: SnapshotOptions): Promise<SnapshotFile> {
    const { path, tempDirectory, threads, memoryLimit, connections } = options;
    let instance: DuckDBInstance | undefined;
    try {
      instance = await DuckDBInstance.create(path, {
        access_mode: 'READ_ONLY',
        temp_directory: tempDirectory,
        threads: String(threads),
        ...(memoryLimit === undefined ? {} : { memory_limit: memoryLimit }),
      });
      const free: Prepared[] = [];
      while (free.length < connections) free.push({ connection: await instance.connect(), statements: new Map() });
      for (const setting of lockDown([tempDirectory])) await free[0]?.connection.run(`SET GLOBAL ${setting}`);
      return new SnapshotFile(instance, options, free);
    } catch (error) {
      instance?.closeSync();
      throw engineError(error, { what: 'opening a snapshot', memoryLimit, tempDirectory, signal: undefined });
    }
  }

  private constructor(instance: DuckDBInstance, options: SnapshotOptions, free: Prepared[]) {
    this.#instance = instance;
    this.#options = options;
    this.#free = free;
  }

  /**
   * Rows of a query. Its text is one of few: values go in as `$1`, `$2`, …
   *
   * @throws Interrupted when it takes longer than the deadline; EngineFailed
   */
  async rows(sql: string, values: readonly SnapshotValue[]): Promise<readonly (readonly DuckDBValue[])[]> {
    this.#asked++;
    const taken = this.#free.pop() ?? (await new Promise<Prepared>((resolve) => this.#waiting.push(resolve)));
    try {
      return await this.#ask(taken, sql, values);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free.push(taken);
      else next(taken);
      if (--this.#asked === 0) this.#idle?.();
    }
  }

  async #ask(
    { connection, statements }: Prepared,
    sql: string,
    values: readonly SnapshotValue[],
  ): Promise<readonly (readonly DuckDBValue[])[]> {
    const { deadlineMs, memoryLimit, tempDirectory } = this.#options;
    const late = new AbortController();
    const timer = setTimeout(() => {
      late.abort();
      connection.interrupt();
    }, deadlineMs);
    try {
      const statement = statements.get(sql) ?? (await connection.prepare(sql));
      keepNewest(statements, sql, statement);
      bindValues(statement, values);
      return (await statement.runAndReadAll()).getRows();
    } catch (error) {
      if (late.signal.aborted) throw new Interrupted(`its deadline of ${deadlineMs} ms`);
      throw engineError(error, { what: 'asking a snapshot', memoryLimit, tempDirectory, signal: undefined });
    } finally {
      clearTimeout(timer);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#asked > 0) await new Promise<void>((resolve) => (this.#idle = resolve));
    assert(this.#waiting.length === 0, 'nobody waits for a snapshot nobody asks');
    for (const { connection, statements } of this.#free.splice(0)) {
      for (const statement of statements.values()) statement.destroySync();
      connection.closeSync();
    }
    this.#instance.closeSync();
  }
}
