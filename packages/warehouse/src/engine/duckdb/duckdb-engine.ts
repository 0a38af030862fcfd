import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ddl, quote, sqlType, type Table } from '@audit/contract';
import { type DuckDBConnection, DuckDBInstance, version } from '@duckdb/node-api';
import type * as arrow from 'apache-arrow';
import { fromArrow } from '../../arrow/from-arrow.ts';
import { toArrow } from '../../arrow/to-arrow.ts';
import { textLiteral } from '../../sql-dialect/literal.ts';
import type { Engine, EngineOptions, Session } from '../engine.ts';

/** A session that intake may append data chunks to. Nothing outside `warehouse` needs the connection. */
export interface DuckDbSession extends Session {
  readonly connection: DuckDBConnection;
}
export interface DuckDbEngine extends Engine {
  readonly name: 'duckdb';
  session(): Promise<DuckDbSession>;
}

/**
 * Embedded DuckDB, one instance for all sessions of the engine: contract columns only, no extensions, no network,
 * no files outside `directories`, configuration locked.
 */
export const duckDbEngine = (options: EngineOptions): DuckDbEngine => {
  let opened: Promise<DuckDBInstance> | undefined;
  return {
    name: 'duckdb',
    version: version(),
    session: async () => openSession(await (await (opened ??= openInstance(options))).connect()),
    [Symbol.asyncDispose]: async () => {
      const instance = await opened;
      opened = undefined;
      instance?.closeSync();
    },
  };
};

const openInstance = async ({ memoryLimit, threads, tempDirectory, directories }: EngineOptions): Promise<DuckDBInstance> => {
  mkdirSync(tempDirectory, { recursive: true });
  for (const leftover of readdirSync(tempDirectory)) rmSync(join(tempDirectory, leftover), { recursive: true, force: true });
  const instance = await DuckDBInstance.create(':memory:', {
    temp_directory: tempDirectory,
    preserve_insertion_order: 'false',
    ...(threads === undefined ? {} : { threads: String(threads) }),
    ...(memoryLimit === undefined ? {} : { memory_limit: memoryLimit }),
  });
  const connection = await instance.connect();
  const allowed = [...directories, tempDirectory].map((path) => textLiteral(resolve(path)));
  // Order matters: directories before the door is shut, the lock last.
  for (const setting of [
    `allowed_directories = [${allowed.join(', ')}]`,
    'enable_external_access = false',
    'autoinstall_known_extensions = false',
    'autoload_known_extensions = false',
    'allow_persistent_secrets = false',
    `TimeZone = 'UTC'`,
    'lock_configuration = true',
  ]) {
    await connection.run(`SET ${setting}`);
  }
  connection.closeSync();
  return instance;
};

const openSession = (connection: DuckDBConnection): DuckDbSession => {
  const count = async (sql: string): Promise<number> => Number((await (await connection.run(sql)).getRows())[0]?.[0]);
  const columnsOf = (table: Table): string =>
    Object.keys(table.columns)
      .map((name) => quote(name))
      .join(', ');
  let calls = 0;
  let disposed = false;
  let idle: (() => void) | undefined;
  // A fetch on a closed connection is a segmentation fault, not an error: count open calls and close at zero only.
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    if (disposed) throw new Error('this session is closed');
    calls++;
    try {
      return await work();
    } finally {
      calls--;
      if (calls === 0) idle?.();
    }
  };
  return {
    engine: 'duckdb',
    connection,
    bindFiles: (name, table, files) =>
      guarded(async () => {
        const empty = Object.entries(table.columns).map(
          ([column, { type }]) => `CAST(NULL AS ${sqlType(type, 'duckdb')}) AS ${quote(column)}`,
        );
        const sql =
          files.length === 0
            ? `SELECT ${empty.join(', ')} WHERE FALSE`
            : `SELECT ${columnsOf(table)} FROM read_parquet([${files.map(textLiteral).join(', ')}], hive_partitioning = false)`;
        await connection.run(`CREATE OR REPLACE TEMP VIEW ${quote(name)} AS ${sql}`);
      }),
    bindSql: (name, sql) => guarded(async () => void (await connection.run(`CREATE OR REPLACE TEMP VIEW ${quote(name)} AS ${sql}`))),
    bindArrow: (name, table, rows: arrow.Table) =>
      guarded(async () => {
        await connection.run(ddl(table, 'duckdb', name).replace('CREATE TABLE', 'CREATE OR REPLACE TEMP TABLE'));
        await fromArrow(connection, rows, table, name);
      }),
    materialise: (name, sql) =>
      guarded(async () => {
        await connection.run(`CREATE OR REPLACE TEMP TABLE ${quote(name)} AS ${sql}`);
        return await count(`SELECT COUNT(*) FROM ${quote(name)}`);
      }),
    drop: (name) =>
      guarded(async () => {
        await connection.run(`DROP VIEW IF EXISTS ${quote(name)}`).catch(() => connection.run(`DROP TABLE IF EXISTS ${quote(name)}`));
      }),
    describe: (sql) =>
      guarded(async () =>
        (await (await connection.run(`DESCRIBE ${sql}`)).getRows()).map((row) => [String(row[0]), String(row[1])] as const),
      ),
    query: (sql, table) => guarded(async () => await toArrow(await connection.stream(sql), table)),
    evidence: (sql, limit) =>
      guarded(async () => {
        const rows = await (await connection.run(`SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (${sql}) LIMIT ${limit}`)).getRowObjectsJson();
        return rows as readonly Readonly<Record<string, string | null>>[];
      }),
    write: (sql, path) =>
      guarded(async () => (await connection.run(`COPY (${sql}) TO ${textLiteral(path)} (FORMAT parquet, COMPRESSION snappy)`)).rowsChanged),
    [Symbol.asyncDispose]: async () => {
      disposed = true;
      if (calls > 0) await new Promise<void>((resolve) => (idle = resolve));
      connection.closeSync();
    },
  };
};
