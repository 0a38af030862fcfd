import { zstdDecompressSync } from 'node:zlib';
import { ArrowRefused, AuditError } from '@audit/contract';
import { CompressionType } from 'apache-arrow/fb/compression-type';
import { compressionRegistry } from 'apache-arrow/ipc/compression/registry';
import { RecordBatchReader } from 'apache-arrow/ipc/reader';
import type { RecordBatch } from 'apache-arrow/recordbatch';
import { assertBatch } from './assert-batch.ts';
import { ipcMessages } from './ipc/ipc-messages.ts';

/** No array of a batch is larger, as most of Arrow's offsets are of 32 bits. */
const MOST_BYTES = 2 ** 31;

// LZ4, the other codec of the format, is not in Node, and is refused by name.
compressionRegistry.set(CompressionType.ZSTD, { decode: (bytes) => zstdDecompressSync(bytes, { maxOutputLength: MOST_BYTES }) });

/**
 * Record batches of Arrow IPC bytes of the file format (ARROW1) or the stream format, in order, each read when it is
 * asked for. A batch may have no rows; a stream of none yields an empty one for its schema.
 * @throws {@link ArrowRefused} when the bytes are damaged or cut off
 */
export async function* readIpc(source: Uint8Array | AsyncIterable<Uint8Array>): AsyncGenerator<RecordBatch> {
  try {
    const reader = await RecordBatchReader.from(ipcMessages(source instanceof Uint8Array ? single(source) : source));
    await reader.open({ autoDestroy: false });
    for await (const batch of reader) {
      assertBatch(batch);
      yield batch;
    }
  } catch (error) {
    throw error instanceof AuditError
      ? error
      : new ArrowRefused(`its schema or a batch is damaged (${(error as Error).message})`, { cause: error });
  }
}

async function* single(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
