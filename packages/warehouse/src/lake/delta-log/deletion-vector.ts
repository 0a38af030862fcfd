import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { assert } from '@audit/contract';
import type { FileRef } from '../table-state.ts';
import { roaringBitmap } from './roaring-bitmap.ts';
import { z85 } from './z85.ts';

/** Where a Delta reader finds the dead rows of a file. `u`: in `deletion_vector_<uuid>.bin` beside it. */
export interface DeletionVector {
  readonly storageType: 'u';
  /** The file's UUID in Z85. */
  readonly pathOrInlineDv: string;
  readonly offset: number;
  readonly sizeInBytes: number;
  readonly cardinality: number;
}

const magic = 1_681_511_377;
const formatVersion = 1;

/** One name for each base file and mask, so that deriving again makes the same file. */
const idOf = (base: FileRef, mask: FileRef): Buffer =>
  createHash('sha256').update(`${base.sha256}\n${mask.sha256}`).digest().subarray(0, 16);

const uuidText = (id: Buffer): string => id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

/** Name of the file beside the base file. */
export const vectorFileName = (base: FileRef, mask: FileRef): string => `deletion_vector_${uuidText(idOf(base, mask))}.bin`;

/** Whether a name in a table's folder is one {@link vectorFileName} gave. */
export const isVectorFile = (name: string): boolean => /^deletion_vector_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.bin$/.test(name);

/** How the log refers to it. */
export const vectorReference = (base: FileRef, mask: FileRef): string => z85(idOf(base, mask));

/** A RoaringBitmapArray: magic, number of bitmaps (64 bits), then high 32 bits and bitmap of each; one, for no file has 2^32 rows. */
const bitmapArray = (positions: Uint32Array): Uint8Array => {
  const bitmap = roaringBitmap(positions);
  const bytes = Buffer.alloc(16 + bitmap.length);
  bytes.writeUInt32LE(magic, 0);
  bytes.writeBigUInt64LE(1n, 4);
  bytes.writeUInt32LE(0, 12);
  bytes.set(bitmap, 16);
  return bytes;
};

/**
 * The deletion vector of a base file under a mask, as a file of one vector and as the log refers to it.
 *
 * @param positions rows of the base file that are dead, from 0, ascending
 * @see https://github.com/delta-io/delta/blob/master/PROTOCOL.md "Deletion Vector Format"
 */
export const deletionVector = (
  base: FileRef,
  mask: FileRef,
  positions: Uint32Array,
): { readonly bytes: Uint8Array; readonly descriptor: DeletionVector } => {
  assert(
    positions.every((position, index) => index === 0 || position > (positions[index - 1] ?? 0)),
    'positions of dead rows are ascending and each is there once',
    { path: base.path },
  );
  const data = bitmapArray(positions);
  const bytes = Buffer.alloc(1 + 4 + data.length + 4);
  bytes.writeUInt8(formatVersion, 0);
  bytes.writeUInt32BE(data.length, 1);
  bytes.set(data, 5);
  bytes.writeUInt32BE(crc32(data), 5 + data.length);
  const descriptor: DeletionVector = {
    storageType: 'u',
    pathOrInlineDv: vectorReference(base, mask),
    offset: 1,
    sizeInBytes: data.length,
    cardinality: positions.length,
  };
  return { bytes, descriptor };
};
