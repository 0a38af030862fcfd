import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { LakeDisk } from '../lake-disk.ts';
import { localFileSystem } from '../local-file-system.ts';
import type { FileRef } from '../table-state.ts';
import { VerifiedFiles } from '../verified-files.ts';
import { hashAhead } from './hash-ahead.ts';
import { HashSlots } from './hash-slots.ts';

const folder = mkdtempSync(join(tmpdir(), 'audit-ahead-'));
afterAll(() => rmSync(folder, { recursive: true }));

const bytesOf = (seed: number): Buffer => Buffer.alloc(3_000_001, `file ${seed}`);
const put = (name: string, bytes: Buffer): string => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};
const sumOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

test('another thread hashes files while this one waits, and says nothing of one it cannot read', { timeout: 30_000 }, async () => {
  const paths = [put('one', bytesOf(1)), join(folder, 'missing'), put('two', bytesOf(2)), put('empty', Buffer.alloc(0))];
  const ahead = hashAhead(paths);
  await ahead.ended;
  expect(paths.map((path) => ahead.take(path))).toEqual([sumOf(bytesOf(1)), undefined, sumOf(bytesOf(2)), sumOf(Buffer.alloc(0))]);
});

test('a file whose turn has not come is its reader’s, and no one else’s', () => {
  const slots = HashSlots.of(2);
  const other = new HashSlots(slots.memory);
  expect(slots.begin(1, 'taken')).toBe(true);
  expect(other.begin(1, 'hashing')).toBe(false);
  expect([other.begin(0, 'hashing'), slots.begin(0, 'taken')]).toEqual([true, false]);
  expect(slots.wait(0, 10)).toBeUndefined();
  other.end(0, createHash('sha256').update('x').digest());
  expect(slots.wait(0, 10)).toBe(sumOf(Buffer.from('x')));
});

/** The files of a lake that are hashed ahead to the end, and which of them this thread read. */
const filesHashedAhead = async (
  ...refs: readonly FileRef[]
): Promise<{ readonly files: VerifiedFiles; readonly reads: readonly string[] }> => {
  const reads: string[] = [];
  const ends: Promise<void>[] = [];
  const noted: typeof hashAhead = (paths) => {
    const ahead = hashAhead(paths);
    ends.push(ahead.ended);
    return ahead;
  };
  const chunks = (path: string): Iterable<Uint8Array> => {
    reads.push(path);
    return localFileSystem.chunks(path);
  };
  const files = new VerifiedFiles(new LakeDisk(folder, { ...localFileSystem, chunks, hashAhead: noted }, false, () => new Date()));
  files.expect(refs);
  files.expect(refs);
  expect(ends).toHaveLength(1);
  await Promise.all(ends);
  return { files, reads };
};
const refOf = (path: string, bytes: Buffer): FileRef => ({ path, sha256: sumOf(bytes), bytes: bytes.length, rows: 1 });

test('a file hashed ahead is compared with its checksum like any other', { timeout: 30_000 }, async () => {
  const flipped = bytesOf(4);
  flipped[1_500_000]! ^= 1;
  put('whole', bytesOf(3));
  put('flipped', flipped);
  const [whole, damaged] = [refOf('whole', bytesOf(3)), refOf('flipped', bytesOf(4))];
  const { files, reads } = await filesHashedAhead(whole, damaged);
  expect(files.path(whole)).toBe(join(folder, 'whole'));
  expect(() => files.path(damaged)).toThrow(expect.objectContaining({ code: 'DAMAGED_FILE' }) as Error);
  expect(reads).toEqual([]);
});

test('a file that was changed after it was hashed ahead is hashed again', { timeout: 30_000 }, async () => {
  const path = put('changed', bytesOf(5));
  const { files, reads } = await filesHashedAhead(refOf('changed', bytesOf(5)));
  put('changed', bytesOf(6));
  expect(() => files.path(refOf('changed', bytesOf(5)))).toThrow(expect.objectContaining({ code: 'DAMAGED_FILE' }) as Error);
  expect(reads).toEqual([path]);
});
