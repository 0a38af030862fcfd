import { basename, dirname } from 'node:path';
import { ddl, quote, type Table } from '@audit/contract';
import type { DuckDBConnection, DuckDBMaterializedResult } from '@duckdb/node-api';
import type * as arrow from 'apache-arrow';
import { textLiteral } from '../../sql-dialect/literal.ts';
import type { EngineOptions, Session } from '../engine.ts';
import { CallQueue } from './call-queue.ts';
import { filesSql } from './parquet-files.ts';
import { textBytes, textRows } from './text-rows.ts';

/** A session that intake may append data chunks to. Nothing outside `warehouse` needs the connection. */
export interface DuckDbSession extends Session {
  /** Use it alone: a statement run here while a call of the session fetches rows cuts that call's rows short. */
  readonly connection: DuckDBConnection;
  /** Runs a statement that this engine alone understands, with texts bound to `$1`, `$2`, …; names that are not temporary are seen by all its sessions. */
  execute(sql: string, values?: readonly string[]): Promise<void>;
}

// A dictionary of ids is built and then given up, at a quarter of the cost of the write: only short ones pay.
const parquetOptions = 'FORMAT parquet, COMPRESSION snappy, DICTIONARY_SIZE_LIMIT 8192';

/** One connection; its names are temporary views and tables, which no other connection sees. */
export const duckDbSession = (connection: DuckDBConnection, { memoryLimit, tempDirectory, signal }: EngineOptions): DuckDbSession => {
  const calls = new CallQueue(connection, { memoryLimit, tempDirectory, signal });
  // Arrow is loaded by those who use it: a run on files never does.
  const bindArrow = (name: string, table: Table, rows: arrow.Table): Promise<void> =>
    calls.run(`binding the Arrow table ${quote(name)}`, async () => {
      const { fromArrow } = await import('../../arrow/from-arrow.ts');
      await drop(connection, name);
      await connection.run(ddl(table, 'duckdb', name).replace('CREATE TABLE', 'CREATE TEMP TABLE'));
      await fromArrow(connection, rows, table, name);
    });
  const query = (sql: string, table: Table): Promise<arrow.Table> =>
    calls.run(`reading ${table.name}`, async () => {
      const { toArrow } = await import('../../arrow/to-arrow.ts');
      return await toArrow(await connection.stream(sql), table);
    });
  return {
    engine: 'duckdb',
    connection,
    execute: (sql, values = []) => calls.run('running a statement', async () => void (await connection.run(sql, [...values]))),
    bindFiles: (name, table, files) =>
      calls.run(`binding the files of ${quote(name)}`, async () => void (await create(connection, 'VIEW', name, filesSql(table, files)))),
    bindSql: (name, sql) => calls.run(`binding ${quote(name)}`, async () => void (await create(connection, 'VIEW', name, sql))),
    bindArrow,
    bindRows: async (name, table, rows) =>
      await bindArrow(name, table, (await import('../../arrow/encode-rows.ts')).encodeRows(rows, table)),
    bindColumns: async (name, table, columns) =>
      await bindArrow(name, table, (await import('../../arrow/encode-columns.ts')).encodeColumns(columns, table)),
    materialise: (name, sql) =>
      calls.run(`computing ${quote(name)}`, async () => {
        const made = await (await create(connection, 'TABLE', name, sql)).getRows();
        return Number(made[0]?.[0]);
      }),
    drop: (name) => calls.run(`dropping ${quote(name)}`, () => drop(connection, name)),
    describe: (sql) =>
      calls.run('describing a query', async () => {
        const rows = await (await connection.run(`DESCRIBE ${sql}`)).getRows();
        return rows.map((row) => [String(row[0]), String(row[1])] as const);
      }),
    query,
    rows: async (sql, table) => {
      const { decodeRows } = await import('../../arrow/decode-rows.ts');
      return [...decodeRows(await query(sql, table), table)];
    },
    texts: (sql) => textRows(calls, connection, sql),
    bytes: (sql) => textBytes(calls, connection, sql),
    evidence: (sql, limit) =>
      calls.run('running a check', async () => {
        const rows = await connection.run(`SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (\n${sql}\n) LIMIT ${limit}`);
        return (await rows.getRowObjectsJson()) as readonly Readonly<Record<string, string | null>>[];
      }),
    write: (sql, path, { groupBytes } = {}) =>
      calls.run(`writing ${path}`, async () => {
        const groups = groupBytes === undefined ? '' : `, ROW_GROUP_SIZE_BYTES ${groupBytes}`;
        // DuckDB refuses such groups in a session that keeps the order of subqueries, as one does after bytes were read.
        if (groupBytes !== undefined) await connection.run('SET SESSION preserve_insertion_order = false');
        const copy = await connection.run(`COPY (\n${sql}\n) TO ${textLiteral(path)} (${parquetOptions}${groups})`);
        return copy.rowsChanged;
      }),
    split: (sql, by, folder) =>
      calls.run(`writing ${folder}`, async () => {
        const options = `${parquetOptions}, PARTITION_BY (${quote(by)}), OVERWRITE, RETURN_FILES`;
        const copy = await connection.run(`COPY (\n${sql}\n) TO ${textLiteral(folder)} (${options})`);
        const [row] = await copy.getRowObjectsJson();
        return Map.groupBy((row?.['Files'] ?? []) as readonly string[], valueOf);
      }),
    [Symbol.asyncDispose]: () => calls.close(),
  };
};

/** The value a file of a split has in common: DuckDB puts it into folders `<column>=<value>`. */
const valueOf = (path: string): string => decodeURIComponent(basename(dirname(path)).replace(/^[^=]*=/, ''));

const otherKind = { VIEW: 'TABLE', TABLE: 'VIEW' } as const;

/** @returns the statement's result; of a table, how many rows it has */
const create = async (
  connection: DuckDBConnection,
  kind: 'VIEW' | 'TABLE',
  name: string,
  sql: string,
): Promise<DuckDBMaterializedResult> => {
  const statement = `CREATE OR REPLACE TEMP ${kind} ${quote(name)} AS\n${sql}`;
  try {
    return await connection.run(statement);
  } catch (error) {
    // DuckDB does not replace a view by a table of its name, nor the reverse.
    if (!(error instanceof Error) || !error.message.includes('trying to replace with type')) throw error;
    await drop(connection, name, otherKind[kind]);
    return await connection.run(statement);
  }
};

const drop = async (connection: DuckDBConnection, name: string, kind: 'VIEW' | 'TABLE' = 'VIEW'): Promise<void> => {
  try {
    await connection.run(`DROP ${kind} IF EXISTS temp.${quote(name)}`);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('trying to drop type')) throw error;
    await connection.run(`DROP ${otherKind[kind]} IF EXISTS temp.${quote(name)}`);
  }
};
