import { chmodSync, mkdirSync, realpathSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StateBusy, WriteFailed } from '@audit/contract';
import { type DuckDBConnection, DuckDBInstance, type DuckDBPreparedStatement, type DuckDBValue } from '@duckdb/node-api';
import { engineError } from '../engine/duckdb/engine-error.ts';
import { lockDown } from '../engine/duckdb/open-instance.ts';
import { bindValues, type SnapshotValue } from '../snapshot/bind-values.ts';

/** A statement with what stands for its `$1`, `$2`, …. */
export interface StateStatement {
  readonly sql: string;
  readonly values: readonly SnapshotValue[];
}

/** Folders this process has open: the kernel keeps other processes out, not a process from itself. */
const openHere = new Set<string>();

const privateFolder = (folder: string): string => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
    return realpathSync(folder);
  } catch (error) {
    throw new WriteFailed(folder, error instanceof Error ? error.message : String(error), { cause: error });
  }
};

/** Puts the names in a folder on the disk. */
const syncFolder = async (path: string): Promise<void> => {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};

/**
 * A small database of one process: what it keeps for itself beside the lake, in a folder only its owner may enter. Statements run one after the other, and what
 * `transact` was given is on the disk when it returns, whole or not at all.
 */
export class StateFile implements AsyncDisposable {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #directory: FileHandle;
  readonly #folder: string;
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param folder made where there is none @param tables statements that make what is not there
   * @throws StateBusy while another process has it open; WriteFailed, EngineFailed
   */
  static async open(folder: string, tables: readonly string[]): Promise<StateFile> {
    const path = privateFolder(folder);
    if (openHere.has(path)) throw new StateBusy(folder, process.pid);
    openHere.add(path);
    let instance: DuckDBInstance | undefined;
    let directory: FileHandle | undefined;
    try {
      directory = await open(path);
      instance = await DuckDBInstance.create(join(path, 'state.duckdb'), { threads: '1', memory_limit: '512MB' });
      const connection = await instance.connect();
      for (const setting of lockDown([path])) await connection.run(`SET GLOBAL ${setting}`);
      for (const sql of tables) await connection.run(sql);
      await directory.sync();
      await syncFolder(dirname(path));
      return new StateFile(instance, connection, directory, path);
    } catch (error) {
      instance?.closeSync();
      await directory?.close();
      openHere.delete(path);
      const reason = error instanceof Error ? error.message : String(error);
      const pid = /PID (\d+)/.exec(reason)?.[1];
      if (reason.includes('Could not set lock')) throw new StateBusy(folder, pid === undefined ? undefined : Number(pid), { cause: error });
      throw engineError(error, { what: `opening ${folder}`, memoryLimit: undefined, tempDirectory: path, signal: undefined });
    }
  }

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, directory: FileHandle, folder: string) {
    this.#instance = instance;
    this.#connection = connection;
    this.#directory = directory;
    this.#folder = folder;
  }

  /** Rows of a query. @throws EngineFailed */
  async rows(sql: string, values: readonly SnapshotValue[] = []): Promise<readonly (readonly DuckDBValue[])[]> {
    return await this.#inTurn(
      async () => await this.#prepared({ sql, values }, async (statement) => (await statement.runAndReadAll()).getRows()),
    );
  }

  /** Runs statements as one change. @throws EngineFailed, DiskFull; nothing was changed then */
  async transact(statements: readonly StateStatement[]): Promise<void> {
    await this.#inTurn(async () => {
      await this.#connection.run('BEGIN TRANSACTION');
      try {
        for (const one of statements) await this.#prepared(one, async (statement) => await statement.run());
        await this.#connection.run('COMMIT');
      } catch (error) {
        await this.#connection.run('ROLLBACK').catch(() => undefined);
        throw error;
      }
      // DuckDB syncs its log, not the folder it may have just made it anew in.
      await this.#directory.sync();
    });
  }

  /**
   * Prepared anew each time: DuckDB plans by the statistics of the moment, and a plan that outlives a change of the rows can give wrong ones (1.5.6: text of a row
   * that was not there when `ORDER BY … LIMIT` was planned comes back as a stray byte).
   */
  async #prepared<T>({ sql, values }: StateStatement, use: (statement: DuckDBPreparedStatement) => Promise<T>): Promise<T> {
    const statement = await this.#connection.prepare(sql);
    try {
      bindValues(statement, values);
      return await use(statement);
    } finally {
      statement.destroySync();
    }
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    try {
      return await turn;
    } catch (error) {
      throw engineError(error, { what: 'keeping state', memoryLimit: undefined, tempDirectory: this.#folder, signal: undefined });
    }
  }

  /** Closes it after what was asked so far. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#last;
    this.#connection.closeSync();
    this.#instance.closeSync();
    await this.#directory.close();
    openHere.delete(this.#folder);
  }
}
