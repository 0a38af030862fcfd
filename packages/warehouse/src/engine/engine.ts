import type { EngineName, Row, Table } from '@audit/contract';
import type * as arrow from 'apache-arrow';
import type { NumberColumns } from '../arrow/encode-columns.ts';
import type { DataFile } from '../lake/table-state.ts';

/** What computes stages. No word of any particular engine stands in this interface. */
export interface Engine extends AsyncDisposable {
  readonly name: EngineName;
  /** Version of the engine, part of the code of every table it makes: another version may round or sort otherwise. */
  readonly version: string;
  /** Memory that all its sessions may take together before they spill, in bytes. */
  memoryBytes(): Promise<number>;
  /** A fresh session: names bound in it are visible to no one else. */
  session(): Promise<Session>;
}

export interface Session extends AsyncDisposable {
  readonly engine: EngineName;
  /** Binds the contract's columns of these Parquet files as a view; no files give an empty relation of the declared types. */
  bindFiles(name: string, table: Table, files: readonly DataFile[]): Promise<void>;
  /** Binds a query as a view. */
  bindSql(name: string, sql: string): Promise<void>;
  /** Copies an Arrow table of the declared schema in under `name`. */
  bindArrow(name: string, table: Table, rows: arrow.Table): Promise<void>;
  /** Copies a few rows in under `name`. */
  bindRows<T extends Table>(name: string, table: T, rows: readonly Row<T>[]): Promise<void>;
  /** Copies columns of numbers in under `name`, where rows would be too many to be objects. */
  bindColumns(name: string, table: Table, columns: NumberColumns): Promise<void>;
  /** Computes a query once and keeps the rows under `name`; returns how many. */
  materialise(name: string, sql: string): Promise<number>;
  drop(name: string): Promise<void>;
  /** Column names and types a query yields, in the engine's spelling (`sqlType`). */
  describe(sql: string): Promise<readonly (readonly [string, string])[]>;
  /** Rows of a query that yields the table's columns. */
  query(sql: string, table: Table): Promise<arrow.Table>;
  /** The same as rows of the declared type: for tables of a few rows. */
  rows<T extends Table>(sql: string, table: T): Promise<readonly Row<T>[]>;
  /** Rows of a query of one text column, in pieces as they are made: tables of any size can be printed. */
  texts(sql: string): AsyncIterable<readonly string[]>;
  /** The same rows as UTF-8, one right after the other, in pieces of whole rows; the query ends each row. No row may be null. The order of a subquery is kept. */
  bytes(sql: string): AsyncIterable<Uint8Array>;
  /** The first rows of a check, as text, for people to read. */
  evidence(sql: string, limit: number): Promise<readonly Readonly<Record<string, string | null>>[]>;
  /** Writes a query as one Parquet file (Snappy) in the order the query gives; returns the rows. The path must lie in a private folder: the write is neither atomic nor durable. */
  write(sql: string, path: string, layout?: FileLayout): Promise<number>;
  /** Writes a query as Parquet files into a new private folder, apart by the text column `by`, which is not written; returns the files of each of its values. The order of rows is lost. */
  split(sql: string, by: string, folder: string): Promise<ReadonlyMap<string, readonly string[]>>;
}

/** How a file is laid out inside, where that matters. */
export interface FileLayout {
  /** Rows are compressed together once they take so much: less of it takes less memory, and more room. By default a number of rows decides. */
  readonly groupBytes?: number;
}

export interface EngineOptions {
  /** Such as '2GB'. */
  readonly memoryLimit?: string;
  readonly threads?: number;
  /** Where work that exceeds memory is spilt, best on the lake's volume; each engine makes and removes its own folder in it. */
  readonly tempDirectory: string;
  /** Folders and files that may be read or written; everything else is refused by the engine itself. */
  readonly directories: readonly string[];
  /** Stops running statements when it aborts; they and all later ones fail as `Interrupted`, its reason naming the cause. */
  readonly signal?: AbortSignal;
}
