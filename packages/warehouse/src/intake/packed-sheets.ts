import { BIGINT, BOOLEAN, DECIMAL, type DuckDBType, INTEGER, TIMESTAMP, VARCHAR } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import type { ChunkSource } from '../engine/duckdb/chunk-source.ts';
import { type CellSheet, INLINE_BYTES, SLOT_BYTES, VALIDITY_BYTES } from './cell-sheet.ts';
import type { LandedColumn, LandedType } from './field.ts';

const types: Readonly<Record<LandedType, DuckDBType>> = {
  BIGINT,
  INTEGER,
  VARCHAR,
  TIMESTAMP,
  BOOLEAN,
  'DECIMAL(18, 6)': DECIMAL(18, 6),
  'DECIMAL(18, 8)': DECIMAL(18, 8),
};
const widths: Readonly<Record<LandedType, number>> = {
  BIGINT: 8,
  INTEGER: 4,
  VARCHAR: 16,
  TIMESTAMP: 8,
  BOOLEAN: 1,
  'DECIMAL(18, 6)': 8,
  'DECIMAL(18, 8)': 8,
};
const TWO_32 = 2 ** 32;
const ABSENT = -1;

/** One sheet without its empty columns. */
interface Pack {
  rows: number;
  /** Where each column's cells start, ABSENT if it has no value; its validity is before them. */
  readonly offsets: Int32Array;
  /** Values of each column. */
  readonly counts: Int32Array;
  bytes: Uint8Array;
  heap: Uint8Array;
  heapLength: number;
}

/** The sheets of a block, as a relation DuckDB can read, many times. Memory is used again after `clear`. */
export class PackedSheets implements ChunkSource {
  rows = 0;
  chunks = 0;
  readonly columns: readonly { readonly name: string; readonly type: DuckDBType }[];
  readonly #landed: readonly LandedColumn[];
  readonly #packs: Pack[] = [];
  /** Cells of one column with the addresses of its long texts. */
  readonly #pointed = new Uint32Array(SLOT_BYTES / 4);

  constructor(columns: readonly LandedColumn[]) {
    this.#landed = columns;
    this.columns = columns.map(({ name, type }) => ({ name, type: types[type] }));
  }

  clear(): void {
    this.rows = 0;
    this.chunks = 0;
  }

  /** Whether any sheet has a value in the column. */
  has(column: number): boolean {
    return this.#packs.slice(0, this.chunks).some(({ offsets }) => offsets[column] !== ABSENT);
  }

  add(sheet: CellSheet): void {
    const pack = (this.#packs[this.chunks] ??= {
      rows: 0,
      offsets: new Int32Array(this.columns.length),
      counts: new Int32Array(this.columns.length),
      bytes: new Uint8Array(0),
      heap: new Uint8Array(0),
      heapLength: 0,
    });
    this.#measure(pack, sheet);
    pack.offsets.forEach((offset, column) => {
      if (offset === ABSENT) return;
      const from = column * SLOT_BYTES;
      pack.bytes.set(sheet.validity.subarray(column * VALIDITY_BYTES, (column + 1) * VALIDITY_BYTES), offset - VALIDITY_BYTES);
      pack.bytes.set(sheet.cells.subarray(from, from + sheet.row * widths[this.#landed[column]!.type]), offset);
    });
    if (pack.heap.length < sheet.heapLength) pack.heap = new Uint8Array(sheet.heapLength);
    pack.heap.set(sheet.heap.subarray(0, sheet.heapLength));
    pack.heapLength = sheet.heapLength;
    this.rows += sheet.row;
    this.chunks++;
  }

  copy(chunk: number, vectors: readonly duckdb.Vector[], wanted: readonly number[]): number {
    const pack = this.#packs[chunk]!;
    const base = this.#shareHeap(pack, vectors, wanted);
    wanted.forEach((column, position) => this.#copyColumn(pack, column, vectors[position]!, base));
    return pack.rows;
  }

  /** Lays out the columns that have values, and makes room for them. */
  #measure(pack: Pack, sheet: CellSheet): void {
    let length = 0;
    this.#landed.forEach(({ type }, column) => {
      const count =
        sheet.touched[column] === 1 ? countBits(sheet.validity.subarray(column * VALIDITY_BYTES, (column + 1) * VALIDITY_BYTES)) : 0;
      pack.counts[column] = count;
      pack.offsets[column] = count === 0 ? ABSENT : length + VALIDITY_BYTES;
      // Validity is copied in words of 8 bytes, and cells are seen as words of 4.
      if (count > 0) length += VALIDITY_BYTES + Math.ceil((sheet.row * widths[type]) / 8) * 8;
    });
    pack.rows = sheet.row;
    if (pack.bytes.length < length) pack.bytes = new Uint8Array(length);
  }

  /**
   * Copies the long texts of all columns, in one call, into the heap of one text vector; returns their address. DuckDB
   * keeps the vectors of a chunk until the query is done with it, and what it keeps longer it copies.
   */
  #shareHeap({ heap, heapLength }: Pack, vectors: readonly duckdb.Vector[], wanted: readonly number[]): number {
    if (heapLength <= INLINE_BYTES) return 0;
    const position = wanted.findIndex((column) => this.#landed[column]!.type === 'VARCHAR');
    if (position < 0) return 0;
    const vector = vectors[position]!;
    duckdb.vector_assign_string_element_len(vector, 0, heap.subarray(0, heapLength));
    const cell = duckdb.vector_get_data(vector, 16);
    const view = new DataView(cell.buffer, cell.byteOffset, 16);
    return view.getUint32(8, true) + view.getUint32(12, true) * TWO_32;
  }

  #copyColumn(pack: Pack, column: number, vector: duckdb.Vector, base: number): void {
    const { rows, bytes } = pack;
    const offset = pack.offsets[column]!;
    const buffer = bytes.buffer as ArrayBuffer;
    const { type } = this.#landed[column]!;
    if (pack.counts[column]! < rows) {
      duckdb.vector_ensure_validity_writable(vector);
      const from = offset === ABSENT ? nothing : buffer;
      duckdb.copy_data_to_vector_validity(vector, 0, from, offset === ABSENT ? 0 : offset - VALIDITY_BYTES, Math.ceil(rows / 64) * 8);
    }
    if (offset === ABSENT) return;
    if (type === 'VARCHAR' && base !== 0) {
      this.#point(pack, offset, base);
      duckdb.copy_data_to_vector(vector, 0, this.#pointed.buffer, 0, rows * widths.VARCHAR);
    } else duckdb.copy_data_to_vector(vector, 0, buffer, offset, rows * widths[type]);
  }

  /** Copies text cells with addresses in place of heap offsets. */
  #point({ bytes, rows }: Pack, offset: number, base: number): void {
    const from = new Uint32Array(bytes.buffer, offset, rows * 4);
    const to = this.#pointed;
    to.set(from);
    // A cell without value may hold anything; nobody follows its address.
    for (let row = 0, word = 0; row < rows; row++, word += 4) {
      if (to[word]! <= INLINE_BYTES) continue;
      const address = base + to[word + 2]!;
      to[word + 2] = address;
      to[word + 3] = address / TWO_32;
    }
  }
}

const nothing = new ArrayBuffer(VALIDITY_BYTES);

const countBits = (bits: Uint8Array): number => {
  let count = 0;
  for (let byte of bits) {
    if (byte === 255) count += 8;
    else for (; byte !== 0; byte &= byte - 1) count++;
  }
  return count;
};
