import { crc32 } from 'node:zlib';
import { Assertion } from '@audit/contract';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FileRef } from '../table-state.ts';
import { deletionVector, isVectorFile, vectorFileName } from './deletion-vector.ts';
import { z85 } from './z85.ts';

const file = (sha256: string): FileRef => ({ path: `gold/orders/${sha256}.parquet`, sha256, rows: 100_000, bytes: 1 });
const base = file('a'.repeat(64));
const mask = file('b'.repeat(64));

/** The vector without its frame. */
const dataOf = (positions: readonly number[]): Buffer => {
  const bytes = Buffer.from(deletionVector(base, mask, Uint32Array.from(positions)).bytes);
  return bytes.subarray(5, -4);
};

/** Reads a portable Roaring bitmap as its specification says, independently of the writer. */
const readPositions = (data: Buffer): readonly number[] => {
  const bitmap = data.subarray(16);
  const count = bitmap.readUInt32LE(4);
  return Array.from({ length: count }, (_, index) => {
    const key = bitmap.readUInt16LE(8 + 4 * index);
    const cardinality = bitmap.readUInt16LE(10 + 4 * index) + 1;
    const at = bitmap.readUInt32LE(8 + 4 * count + 4 * index);
    const low =
      cardinality <= 4096
        ? Array.from({ length: cardinality }, (_, value) => bitmap.readUInt16LE(at + 2 * value))
        : // eslint-disable-next-line no-bitwise -- a set of bits
          Array.from({ length: 65_536 }, (_, value) => value).filter((value) => bitmap[at + (value >> 3)]! & (1 << (value & 7)));
    expect(low.length).toBe(cardinality);
    return low.map((value) => key * 65_536 + value);
  }).flat();
};

describe('a deletion vector', () => {
  test('of rows 3, 4, 7, 11, 18 and 29 is that of the Delta protocol', () => {
    // The protocol's inline example has the same bitmap behind an older header, which readers of today refuse.
    const rows = [3, 4, 7, 11, 18, 29];
    const example = 'wi5b=000010000siXQKl0rr91000f55c8Xg0@@D72lkbi5=-{L';
    expect(z85(dataOf(rows)).slice(20)).toBe(example.slice(15));
    const { descriptor } = deletionVector(base, mask, Uint32Array.from(rows));
    expect(descriptor).toMatchObject({ storageType: 'u', offset: 1, sizeInBytes: 44, cardinality: 6 });
    expect(dataOf(rows).readUInt32LE(0)).toBe(1_681_511_377);
    expect(dataOf(rows).readBigUInt64LE(4)).toBe(1n);
    expect(dataOf(rows).readUInt32LE(12)).toBe(0);
  });

  test('is framed by a version byte, its size and its CRC-32, big-endian', () => {
    const bytes = Buffer.from(deletionVector(base, mask, Uint32Array.of(1)).bytes);
    const data = bytes.subarray(5, -4);
    expect(bytes[0]).toBe(1);
    expect(bytes.readUInt32BE(1)).toBe(data.length);
    expect(bytes.readUInt32BE(bytes.length - 4)).toBe(crc32(data));
  });

  test('holds the positions it was given, whether they are few or dense in a container', () => {
    const runs = fc.array(fc.record({ from: fc.integer({ min: 0, max: 4_294_000_000 }), length: fc.integer({ min: 1, max: 9000 }) }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(runs, (ranges) => {
        const all = ranges.flatMap(({ from, length }) => Array.from({ length }, (_, index) => from + index));
        const positions = [...new Set(all)].toSorted((a, b) => a - b);
        expect(readPositions(dataOf(positions))).toEqual(positions);
      }),
      { numRuns: 30 },
    );
  });

  test('refuses positions out of order, which would be another set', () => {
    expect(() => deletionVector(base, mask, Uint32Array.of(2, 1))).toThrow(Assertion);
    expect(() => deletionVector(base, mask, Uint32Array.of(2, 2))).toThrow(Assertion);
  });

  test('has a name that only its base file and mask decide', () => {
    expect(isVectorFile(vectorFileName(base, mask))).toBe(true);
    expect(vectorFileName(base, mask)).toBe(vectorFileName({ ...base, rows: 1 }, mask));
    expect(vectorFileName(base, mask)).not.toBe(vectorFileName(mask, base));
  });
});

test('Z85 is that of its specification, and of the UUID in the Delta protocol', () => {
  expect(z85(Buffer.from('864fd26fb559f75b', 'hex'))).toBe('HelloWorld');
  expect(z85(Buffer.from('d2c639aa8816431aaaf6d3fe2512ff61', 'hex'))).toBe('^-aqEH.-t@S}K{vb[*k^');
});
