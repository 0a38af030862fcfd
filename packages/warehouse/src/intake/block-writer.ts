import { setImmediate } from 'node:timers/promises';
import type { DuckDbEngine } from '../engine/duckdb/duckdb-engine.ts';
import type { DuckDbSession } from '../engine/duckdb/duckdb-session.ts';
import { type CellSheet, SHEET_ROWS } from './cell-sheet.ts';
import { SheetRelation } from './sheet-relation.ts';
import type { WindowReader } from './window-reader.ts';

/** A stretch of landed records in DuckDB. It lives until the promise of the `take` it was given to settles. */
export interface LandedBlock {
  /** In-memory relation, visible to all connections of the engine. */
  readonly table: string;
  readonly rows: number;
  /** First record, from 1; the rows are consecutive records. */
  readonly firstRecord: number;
  /** The record as received, cut at 64 KiB; null for formats that are not text. */
  rawText(record: bigint | number): string | null;
  /** A value as the record spells it, for messages; null where there is none, and for formats that are not text. */
  spelled(record: bigint | number, column: string): string | null;
}

type Spelled = (record: string, column: string) => string | null;

export type TakeBlock = (block: LandedBlock) => Promise<void>;

/** Rows of a block: two row groups of a Parquet file, one for each of two threads. */
export const BLOCK_ROWS = 120 * SHEET_ROWS;
/** The first block is half as long: until it is full one thread parses and the engine has no work. */
const FIRST_PART = 0.5;
/** A block holds the windows its records came from, for `rawText`; so many at most. */
const BLOCK_WINDOWS = 36;

/** Where the records of a block stand in the input. */
class RawRecords {
  readonly starts: Int32Array;
  readonly lengths: Int32Array;
  readonly numbers: Int32Array;
  readonly windows = new Map<number, Uint8Array>();
  rows = 0;

  constructor(rows: number) {
    this.starts = new Int32Array(rows);
    this.lengths = new Int32Array(rows);
    this.numbers = new Int32Array(rows);
  }

  add(sheet: CellSheet): void {
    this.starts.set(sheet.starts.subarray(0, sheet.row), this.rows);
    this.lengths.set(sheet.lengths.subarray(0, sheet.row), this.rows);
    this.numbers.set(sheet.windows.subarray(0, sheet.row), this.rows);
    this.rows += sheet.row;
  }

  text(row: number): string | null {
    const bytes = this.windows.get(this.numbers[row] ?? -1);
    if (bytes === undefined || row >= this.rows) return null;
    const start = this.starts[row]!;
    return Buffer.from(bytes.buffer, bytes.byteOffset + start, this.lengths[row]).toString('utf8');
  }
}

let calls = 0;

/**
 * Appends sheets to blocks and hands full blocks to `take`, one at a time: while one is taken, the next is filled. At most
 * two are alive.
 */
export class BlockWriter implements AsyncDisposable {
  readonly #session: DuckDbSession;
  readonly #sheet: CellSheet;
  readonly #relation: SheetRelation;
  readonly #take: TakeBlock;
  readonly #spelled: Spelled;
  readonly #windows: WindowReader;
  readonly #blockRows: number;
  readonly #names: readonly [string, string];
  #turn = 0;
  #raw: RawRecords | undefined;
  #taken: Promise<void> = Promise.resolve();
  #taking = false;
  #rowsBefore = 0;

  private constructor(
    session: DuckDbSession,
    sheet: CellSheet,
    windows: WindowReader,
    blockRows: number,
    take: TakeBlock,
    spelled: Spelled,
  ) {
    this.#session = session;
    this.#sheet = sheet;
    this.#windows = windows;
    this.#take = take;
    this.#spelled = spelled;
    this.#blockRows = Math.max(SHEET_ROWS, Math.floor(blockRows / SHEET_ROWS) * SHEET_ROWS);
    this.#relation = new SheetRelation(session.connection, sheet);
    const call = calls++;
    this.#names = [`landed_${call}_0`, `landed_${call}_1`];
  }

  static async open(
    engine: DuckDbEngine,
    sheet: CellSheet,
    windows: WindowReader,
    blockRows: number,
    take: TakeBlock,
    spelled: Spelled,
  ): Promise<BlockWriter> {
    return new BlockWriter(await engine.session(), sheet, windows, blockRows, take, spelled);
  }

  /** Records from this window will follow. */
  show(number: number): void {
    this.#raw ??= new RawRecords(this.#blockRows + SHEET_ROWS);
    if (!this.#raw.windows.has(number)) this.#raw.windows.set(number, this.#windows.hold(number));
  }

  /** Appends the sheet, if it is full or too many windows are held; `current` is the window being read. */
  async settle(current: number): Promise<void> {
    // The queries on the last block wait for this thread to copy its chunks.
    if (this.#taking) await setImmediate();
    const crowded = (this.#raw?.windows.size ?? 0) >= BLOCK_WINDOWS;
    if (!this.#sheet.full && !crowded) return;
    this.#append();
    if (this.#raw !== undefined && (this.#raw.rows >= this.#rowsWanted || crowded)) await this.#handOver();
    this.show(current);
  }

  /** Hands over what is left, and waits until all is taken. */
  async finish(): Promise<void> {
    this.#append();
    await this.#handOver();
    await this.#taken;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#taken.catch(() => undefined);
    await this.#relation.drop();
    await this.#session[Symbol.asyncDispose]();
  }

  get #rowsWanted(): number {
    return this.#rowsBefore === 0 ? this.#blockRows * FIRST_PART : this.#blockRows;
  }

  #append(): void {
    if (this.#sheet.row === 0) return;
    if (this.#raw === undefined || this.#raw.rows === 0) this.#relation.open(this.#names[this.#turn]!);
    this.#raw ??= new RawRecords(this.#blockRows + SHEET_ROWS);
    this.#raw.add(this.#sheet);
    this.#relation.append();
  }

  async #handOver(): Promise<void> {
    const raw = this.#raw;
    if (raw === undefined) return;
    this.#raw = undefined;
    if (raw.rows === 0) {
      this.#release(raw);
      return;
    }
    const table = this.#names[this.#turn]!;
    this.#turn = 1 - this.#turn;
    await this.#relation.close(table);
    await this.#taken;
    const firstRecord = this.#rowsBefore + 1;
    this.#rowsBefore += raw.rows;
    const rawText = (record: bigint | number): string | null => raw.text(Number(record) - firstRecord);
    const spelled = (record: bigint | number, column: string): string | null => this.#spelled(rawText(record) ?? '', column);
    const block = { table, rows: raw.rows, firstRecord, rawText, spelled };
    this.#taking = true;
    this.#taken = this.#take(block).finally(() => {
      this.#taking = false;
      this.#release(raw);
    });
    this.#taken.catch(() => undefined);
  }

  #release(raw: RawRecords): void {
    for (const number of raw.windows.keys()) this.#windows.release(number);
  }
}
