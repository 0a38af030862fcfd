import { zstdDecompressSync } from 'node:zlib';
import { ArrowRefused } from '@audit/contract';
import { CompressionType } from 'apache-arrow/fb/compression-type';
import { compressionRegistry } from 'apache-arrow/ipc/compression/registry';
import { RecordBatchReader } from 'apache-arrow/ipc/reader';
import type { RecordBatch } from 'apache-arrow/recordbatch';
import { assertBatch } from './assert-batch.ts';
import { IpcEnds } from './ipc-ends.ts';

// LZ4, the other codec of the format, is not in Node: the reader says so by name.
compressionRegistry.set(CompressionType.ZSTD, { decode: (bytes) => zstdDecompressSync(bytes) });

/**
 * Record batches of Arrow IPC bytes, in order: the file format (ARROW1; read whole, as its index stands at the end) or
 * the stream format (read batch by batch). A batch may have no rows; a stream of none yields an empty one for its schema.
 * @throws {@link ArrowRefused} when the bytes are damaged or cut off
 */
export async function* readIpc(source: Uint8Array | AsyncIterable<Uint8Array>): AsyncGenerator<RecordBatch> {
  const ends = new IpcEnds(source instanceof Uint8Array ? single(source) : source);
  try {
    const reader = await RecordBatchReader.from(ends.chunks());
    await reader.open({ autoDestroy: false });
    for await (const batch of reader) {
      assertBatch(batch);
      yield batch;
    }
  } catch (error) {
    throw error instanceof ArrowRefused ? error : new ArrowRefused((error as Error).message, { cause: error });
  }
  if (!ends.complete()) throw new ArrowRefused('the bytes end without the end mark of Arrow IPC, they are cut off');
}

async function* single(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
