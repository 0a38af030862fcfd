import { FileRefused } from '@audit/contract';
import type { DuckDbEngine } from '../engine/duckdb/duckdb-engine.ts';
import { BLOCK_ROWS, BlockWriter, type TakeBlock } from './block-writer.ts';
import type { ByteReader } from './byte-reader.ts';
import { CellSheet } from './cell-sheet.ts';
import { type Compression, compressionOf, decompress, limited } from './compression.ts';
import { CountedInput } from './counted-input.ts';
import { CsvReader } from './csv-reader.ts';
import { type Field, landedColumns } from './field.ts';
import { formatByBytes, formatByName, type InputFormat, looksLikeLines } from './input-format.ts';
import type { InputSource } from './input-source.ts';
import { JsonListReader } from './json-list-reader.ts';
import { NdjsonReader } from './ndjson-reader.ts';
import type { ReaderLimits, RecordReader } from './record-reader.ts';
import { WindowReader } from './window-reader.ts';

const MIB = 1024 * 1024;

export interface LandOptions {
  /** As the user said; else the file's extension, else its first bytes decide. */
  readonly format?: InputFormat | undefined;
  /** Most bytes of decompressed input; no limit by default. */
  readonly maxInput?: number | undefined;
  /** Levels of nesting in a record, itself included; 64. */
  readonly maxDepth?: number;
  /** 1 MiB. */
  readonly maxRecordBytes?: number;
  /** Rows a block; 122,880. */
  readonly blockRows?: number;
  /** Bytes read at a time; 2 MiB. */
  readonly windowBytes?: number;
}

/** Account of a file that was read to its end. */
export interface LandedFile {
  /** Of the bytes as given, compressed or not. */
  readonly sha256: string;
  /** Size as given. */
  readonly bytes: number;
  readonly format: InputFormat;
  readonly compression: Compression;
  /** Records, those with faults included. */
  readonly received: number;
  /** Columns no field is read from, in order of appearance, 100 at most. */
  readonly unknownColumns: readonly string[];
}

/**
 * Reads a file once and lands its records, block by block, in DuckDB: all text, with positions and faults (`landedColumns`).
 * Each record received is one row. While a block is taken the next one is parsed; at most two are alive.
 *
 * @param take is called with each block, one at a time, in order; the block lives until its promise settles
 * @throws {@link FileRefused} for a fault that ends the file; blocks before it were taken
 */
export const landFile = async (
  engine: DuckDbEngine,
  source: InputSource,
  fields: readonly Field[],
  options: LandOptions,
  take: TakeBlock,
): Promise<LandedFile> => {
  const input = new CountedInput(await source.open());
  let bytes: ByteReader = input;
  try {
    const compression = compressionOf(await input.peek(4));
    bytes = decompress(input, compression, source.label);
    if (options.maxInput !== undefined) bytes = limited(bytes, options.maxInput, source.label);
    const landed = await landText(engine, source, bytes, fields, options, take);
    return { ...landed, compression, sha256: await input.sha256(), bytes: input.bytes };
  } finally {
    await bytes.close();
  }
};

type Landed = Pick<LandedFile, 'format' | 'received' | 'unknownColumns'>;

const landText = async (
  engine: DuckDbEngine,
  source: InputSource,
  bytes: ByteReader,
  fields: readonly Field[],
  options: LandOptions,
  take: TakeBlock,
): Promise<Landed> => {
  const limits = { maxDepth: options.maxDepth ?? 64, maxRecordBytes: options.maxRecordBytes ?? MIB };
  const sheet = new CellSheet(landedColumns(fields));
  const windows = new WindowReader(bytes, limits.maxRecordBytes + 16, options.windowBytes ?? 2 * MIB);
  await using blocks = await BlockWriter.open(engine, sheet, windows, options.blockRows ?? BLOCK_ROWS, take);
  try {
    let { window, from, last } = await windows.next(new Uint8Array(0));
    const start = afterMark(window.bytes, from, window.end);
    if (start === window.end && last) throw new FileRefused(source.label, 'EMPTY_INPUT', 0, 'there are no bytes in it');
    const format = formatOf(source.label, options.format, window.bytes.subarray(start, window.end));
    const reader = readerOf(format, source.label, sheet, fields, limits);
    from = start;
    for (;;) {
      blocks.show(window.number);
      while ((from = reader.read(window, from, last)) < window.end && sheet.full) await blocks.settle(window.number);
      await blocks.settle(window.number);
      if (last) break;
      const left = window.bytes.subarray(from, window.end);
      const opened = await windows.next(left);
      windows.release(window.number);
      ({ window, from, last } = opened);
    }
    await blocks.finish();
    return { format, received: reader.received, unknownColumns: reader.unknownColumns.slice(0, 100) };
  } finally {
    await windows.settle();
  }
};

const readerOf = (format: InputFormat, source: string, sheet: CellSheet, fields: readonly Field[], limits: ReaderLimits): RecordReader => {
  if (format === 'json') return new JsonListReader(source, sheet, fields, limits);
  if (format === 'csv') return new CsvReader(source, sheet, fields, limits);
  return new NdjsonReader(sheet, fields, limits);
};

/** A `.json` file may hold one object a line; then it is read as such. */
const formatOf = (label: string, said: InputFormat | undefined, head: Uint8Array): InputFormat => {
  if (said !== undefined) return said;
  const named = formatByName(label);
  if (named === 'json' && formatByBytes(head) === 'ndjson' && looksLikeLines(head)) return 'ndjson';
  return named ?? formatByBytes(head);
};

/** Position after a byte order mark. */
const afterMark = (bytes: Uint8Array, from: number, end: number): number =>
  end - from >= 3 && bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf ? from + 3 : from;
