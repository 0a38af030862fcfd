import { ArrowRefused } from '@audit/contract';
import { CompressionType } from 'apache-arrow/fb/compression-type';
import { MessageHeader } from 'apache-arrow/fb/message-header';
import { MetadataVersion } from 'apache-arrow/fb/metadata-version';
import { checkKeyValues, checkSchema, type ColumnArrays } from './check-schema.ts';
import { FlatTable } from './flat-table.ts';

const V4: number = MetadataVersion.V4;
const LZ4: number = CompressionType.LZ4_FRAME;
/** Rows that an array without buffers may claim; apache-arrow makes bitmaps for them. */
const MOST_NULLS = 16 * 1024 * 1024;
/** Expansion that no real data reaches, counted from some size on. */
const MOST_EXPANSION = 2000;
const FREE_BYTES = 256 * 1024 * 1024;

/** What is known of a message once its metadata can be decoded. */
export type CheckedMessage = CheckedSchema | CheckedBatch;

interface CheckedSchema {
  readonly kind: 'schema';
  readonly bodyBytes: 0;
  readonly columns: ColumnArrays;
}

interface CheckedBatch {
  readonly kind: 'dictionary' | 'records';
  readonly bodyBytes: number;
  /** Asserts that lengths and buffers fit the schema and the body. */
  readonly checkBody: (body: Uint8Array, columns: ColumnArrays) => void;
}

const kinds: Readonly<Record<number, CheckedMessage['kind']>> = {
  [MessageHeader.Schema]: 'schema',
  [MessageHeader.DictionaryBatch]: 'dictionary',
  [MessageHeader.RecordBatch]: 'records',
};

/**
 * Checks the metadata of an IPC message: Message { version, header_type, header, bodyLength, custom_metadata }.
 * @throws {@link ArrowRefused}
 */
export const checkMessage = (metadata: Uint8Array, what: string): CheckedMessage => {
  const message = FlatTable.root(metadata, what);
  if (message.integer(0, 2) < V4) message.refuse('has a version of before Arrow 0.8');
  const kind = kinds[message.integer(1, 1)] ?? message.refuse('is neither a schema nor a batch');
  const bodyBytes = message.size(3);
  checkKeyValues(message, 4);
  const header = message.requiredTable(2, 'header');
  if (kind === 'records') return { kind, bodyBytes, checkBody: checkRecords(header) };
  if (kind === 'dictionary') {
    const checkBody = checkRecords(header.requiredTable(1, 'data'));
    return { kind, bodyBytes, checkBody: (body) => checkBody(body, undefined) };
  }
  if (bodyBytes > 0) message.refuse('is a schema with a body');
  return { kind, bodyBytes: 0, columns: checkSchema(header) };
};

/** RecordBatch { length, nodes: [length, nulls or -1], buffers: [offset, length], compression, variadicBufferCounts }. */
const checkRecords = (batch: FlatTable): ((body: Uint8Array, columns: ColumnArrays | undefined) => void) => {
  const rows = batch.size(0);
  const lengths = batch.sizes(1, 16, [0]).map(([length]) => length!);
  const buffers = batch.sizes(2, 16, [0, 8]) as readonly (readonly [number, number])[];
  const compression = batch.table(3);
  if (compression?.integer(0, 1) === LZ4)
    throw new ArrowRefused('its batches are compressed with LZ4, which is not read', {
      remedy: 'write it again with zstd, or uncompressed',
    });
  batch.items(4, 8);
  return (body, columns) => {
    // apache-arrow cuts columns, or fills them up, to the length of the batch.
    let next = 0;
    // The values of a dictionary are one column, whatever is nested in them.
    for (const arrays of columns ?? [lengths.length]) {
      if (lengths[next] !== rows) batch.refuse(`claims ${rows} rows and has a column of ${lengths[next] ?? 'none'}`);
      next += arrays;
    }
    if (next !== lengths.length) batch.refuse(`has ${lengths.length} arrays, the columns of its schema ${next}`);
    if (buffers.some(([offset, length]) => offset + length > body.length)) batch.refuse('has buffers outside of its body');
    const expanded = compression === undefined ? body.length : expandedBytes(buffers, body);
    if (expanded > FREE_BYTES && expanded > body.length * MOST_EXPANSION)
      throw new ArrowRefused(`the ${body.length} bytes of a batch claim to expand to ${expanded}`);
    // The values of an array take a bit each, or nothing at all.
    const mostRows = Math.max(MOST_NULLS, expanded * 8);
    if ([rows, ...lengths].some((length) => length > mostRows)) batch.refuse('claims more rows than its buffers hold');
  };
};

/** The length of compressed buffers without their compression stands in their first 8 bytes; -1 says they have none. */
const expandedBytes = (buffers: readonly (readonly [number, number])[], body: Uint8Array): number => {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const claims = buffers.map(([offset, length]) => {
    const claim = length < 8 ? 0 : Number(view.getBigInt64(offset, true));
    return claim === -1 ? length : claim;
  });
  return claims.reduce((sum, claim) => sum + Math.max(0, claim), 0);
};
