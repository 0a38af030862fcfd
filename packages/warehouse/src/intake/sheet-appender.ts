import { quote } from '@audit/contract';
import {
  BIGINT,
  BOOLEAN,
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  INTEGER,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { type CellSheet, INLINE_BYTES, SLOT_BYTES, VALIDITY_BYTES } from './cell-sheet.ts';
import { type LandedColumn, landedDdl } from './field.ts';

const types = { BIGINT, INTEGER, VARCHAR, TIMESTAMP, BOOLEAN } as const;
const widths = { BIGINT: 8, INTEGER: 4, VARCHAR: 16, TIMESTAMP: 8, BOOLEAN: 1 } as const;
const TWO_32 = 2 ** 32;

/**
 * Copies sheets into in-memory DuckDB tables. A table has the columns some record gave a value for; a view adds the others
 * as constants, so that absent columns cost nothing, neither here nor in the queries.
 */
export class SheetAppender {
  readonly #connection: DuckDBConnection;
  readonly #sheet: CellSheet;
  /** Indexes of the columns the current table has. */
  #live: readonly number[] = [];
  #chunk: DuckDBDataChunk | undefined;
  #appender: DuckDBAppender | undefined;
  #table = '';
  readonly #views = new Map<string, string>();

  constructor(connection: DuckDBConnection, sheet: CellSheet) {
    this.#connection = connection;
    this.#sheet = sheet;
  }

  /** Starts an empty table for the view `name`. */
  async open(name: string): Promise<void> {
    this.#table = `${name}_rows`;
    this.#setLive();
    await this.#connection.run(landedDdl(this.#table, this.#columns(this.#live)));
    this.#appender = await this.#connection.createAppender(this.#table);
  }

  /** Appends the sheet's rows and empties it. */
  async append(): Promise<void> {
    if (this.#touched().length > this.#live.length) await this.#widen();
    this.#copy();
    this.#sheet.reset();
  }

  /** Makes the rows visible to all connections, as the view `name`. */
  async close(name: string): Promise<void> {
    this.#appender?.closeSync();
    this.#appender = undefined;
    const live = new Set(this.#live);
    const select = this.#sheet.columns.map((column, index) => `${live.has(index) ? '' : `${column.whenAbsent} AS `}${quote(column.name)}`);
    const sql = `SELECT ${select.join(', ')} FROM ${quote(this.#table)}`;
    if (this.#views.get(name) === sql) return;
    await this.#connection.run(`CREATE OR REPLACE VIEW ${quote(name)} AS ${sql}`);
    this.#views.set(name, sql);
  }

  /** Drops what was made. */
  async drop(names: readonly string[]): Promise<void> {
    this.#appender?.clear();
    this.#appender?.closeSync();
    this.#appender = undefined;
    for (const name of names) {
      await this.#connection.run(`DROP VIEW IF EXISTS ${quote(name)}`);
      await this.#connection.run(`DROP TABLE IF EXISTS ${quote(`${name}_rows`)}`);
    }
  }

  #touched(): readonly number[] {
    return this.#sheet.columns.flatMap((_, index) => (this.#sheet.touched[index] === 1 ? [index] : []));
  }

  #columns(indexes: readonly number[]): readonly LandedColumn[] {
    return indexes.map((index) => this.#sheet.columns[index]!);
  }

  #setLive(): void {
    const touched = this.#touched();
    if (touched.length === this.#live.length) return;
    this.#live = touched;
    this.#chunk = DuckDBDataChunk.create(this.#columns(touched).map(({ type }) => types[type]));
  }

  /** Adds columns that had no value until now; the rows before get what a view would say of them. */
  async #widen(): Promise<void> {
    this.#appender?.closeSync();
    const before = new Set(this.#live);
    const added = this.#touched().filter((index) => !before.has(index));
    for (const { name, type, whenAbsent } of this.#columns(added)) {
      await this.#connection.run(`ALTER TABLE ${quote(this.#table)} ADD COLUMN ${quote(name)} ${type} DEFAULT ${whenAbsent}`);
    }
    this.#live = [...this.#live, ...added];
    this.#chunk = DuckDBDataChunk.create(this.#columns(this.#live).map(({ type }) => types[type]));
    this.#appender = await this.#connection.createAppender(this.#table);
  }

  #copy(): void {
    const rows = this.#sheet.row;
    const chunk = this.#chunk;
    if (rows === 0 || chunk === undefined) return;
    chunk.reset();
    const vectors = this.#live.map((_, position) => duckdb.data_chunk_get_vector(chunk.chunk, position));
    const base = this.#shareHeap(vectors);
    this.#live.forEach((index, position) => this.#copyColumn(vectors[position]!, index, rows, base));
    chunk.rowCount = rows;
    this.#appender?.appendDataChunk(chunk);
  }

  /**
   * Copies the long texts of all columns, in one call, into the heap of one text vector; returns their address. The chunk
   * keeps that vector alive until the appender has copied every column.
   */
  #shareHeap(vectors: readonly duckdb.Vector[]): number {
    const { heap, heapLength } = this.#sheet;
    const position = this.#live.findIndex((index) => this.#sheet.columns[index]!.type === 'VARCHAR');
    if (heapLength <= INLINE_BYTES || position < 0) return 0;
    const vector = vectors[position]!;
    duckdb.vector_assign_string_element_len(vector, 0, heap.subarray(0, heapLength));
    const cell = duckdb.vector_get_data(vector, 16);
    const view = new DataView(cell.buffer, cell.byteOffset, 16);
    return view.getUint32(8, true) + view.getUint32(12, true) * TWO_32;
  }

  #copyColumn(vector: duckdb.Vector, index: number, rows: number, base: number): void {
    const { cells, validity, columns } = this.#sheet;
    const bits = validity.subarray(index * VALIDITY_BYTES, (index + 1) * VALIDITY_BYTES);
    const valid = countBits(bits);
    if (valid < rows) {
      duckdb.vector_ensure_validity_writable(vector);
      duckdb.copy_data_to_vector_validity(vector, 0, bits.buffer as ArrayBuffer, bits.byteOffset, Math.ceil(rows / 64) * 8);
    }
    if (valid === 0) return;
    const { type } = columns[index]!;
    if (type === 'VARCHAR' && base !== 0) this.#pointInto(base, index, rows, bits);
    duckdb.copy_data_to_vector(vector, 0, cells.buffer as ArrayBuffer, index * SLOT_BYTES, rows * widths[type]);
  }

  /** Turns heap offsets into addresses. */
  #pointInto(base: number, index: number, rows: number, valid: Uint8Array): void {
    const words = this.#sheet.words;
    let word = (index * SLOT_BYTES) / 4;
    for (let row = 0; row < rows; row++, word += 4) {
      if (words[word]! <= INLINE_BYTES || (valid[row >> 3]! & (1 << (row & 7))) === 0) continue;
      const address = base + words[word + 2]!;
      words[word + 2] = address;
      words[word + 3] = address / TWO_32;
    }
  }
}

const countBits = (bits: Uint8Array): number => {
  let count = 0;
  for (let byte of bits) for (; byte !== 0; byte &= byte - 1) count++;
  return count;
};
