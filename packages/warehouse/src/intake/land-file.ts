import { FileRefused } from '@audit/contract';
import type { DuckDbEngine } from '../engine/duckdb/duckdb-engine.ts';
import type { TakeBlock } from './block-writer.ts';
import { type ByteReader, readerChunks } from './byte-reader.ts';
import { type Compression, compressionOf, decompress, limited } from './compression.ts';
import { CountedInput } from './counted-input.ts';
import type { Field } from './field.ts';
import { formatByBytes, formatByName, type InputFormat, looksLikeLines } from './input-format.ts';
import type { InputSource } from './input-source.ts';
import { landParquet } from './land-parquet.ts';
import { type LandedText, landText } from './land-text.ts';
import type { LandOptions } from './land-options.ts';
import { LookAhead } from './look-ahead.ts';
import { spool } from './spool.ts';

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
  /** Columns no field is read from, in order of appearance, 100 at most; with `anyColumns` all, of JSON 256 at most. */
  readonly unknownColumns: readonly string[];
}

/** Enough of the input to tell its format, and whether a `.json` file holds an object a line. */
const HEAD_BYTES = 64 * 1024;
const MOST_UNKNOWN_COLUMNS = 100;

/**
 * Reads a file once and lands its records, block by block, in DuckDB: all text, with positions and faults (`landedColumns`).
 * Each record received is one row. While a block is taken the next one is parsed; at most two are alive.
 *
 * A Parquet file must lie in the engine's `directories`; other formats are read by this process.
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
  const counted = new CountedInput(await source.open());
  let bytes: ByteReader = counted;
  try {
    const packed = new LookAhead(counted);
    const compression = compressionOf(await packed.peek(4));
    bytes = decompress(packed, compression, source.label);
    if (options.maxInput !== undefined) bytes = limited(bytes, options.maxInput, source.label);
    const input = new LookAhead(bytes);
    bytes = input;
    const head = await input.peek(HEAD_BYTES);
    if (head.length === 0) throw new FileRefused(source.label, 'EMPTY_INPUT', 0, 'there are no bytes in it');
    const format = options.format ?? formatOf(source.label, head);
    const path = compression === 'none' ? source.path : null;
    const landed = await landAs(format, engine, { label: source.label, bytes: input, path }, fields, options, take);
    const unknownColumns = options.anyColumns === true ? landed.unknownColumns : landed.unknownColumns.slice(0, MOST_UNKNOWN_COLUMNS);
    return { format, compression, received: landed.received, unknownColumns, sha256: await counted.sha256(), bytes: counted.bytes };
  } finally {
    await bytes.close();
  }
};

/** Decompressed input; `path` where a file holds it as it is. */
interface Input {
  readonly label: string;
  readonly bytes: ByteReader;
  readonly path: string | null;
}

const landAs = async (
  format: InputFormat,
  engine: DuckDbEngine,
  input: Input,
  fields: readonly Field[],
  options: LandOptions,
  take: TakeBlock,
): Promise<LandedText> => {
  const { label, bytes, path } = input;
  if (format === 'arrow') {
    const { landIpc } = await import('./land-arrow.ts');
    return await landIpc(engine, label, readerChunks(bytes, 1024 * 1024), fields, take);
  }
  if (format !== 'parquet') return await landText(engine, { label, bytes, format }, fields, options, take);
  if (path !== null) return await landParquet(engine, { path, label }, fields, options, take);
  await using session = await engine.session();
  await using spooled = await spool(session, bytes);
  return await landParquet(engine, { path: spooled.path, label }, fields, options, take);
};

/** A `.json` file may hold one object a line; then it is read as such. */
const formatOf = (label: string, head: Uint8Array): InputFormat => {
  const named = formatByName(label);
  if (named === 'json' && formatByBytes(head) === 'ndjson' && looksLikeLines(head)) return 'ndjson';
  return named ?? formatByBytes(head);
};
