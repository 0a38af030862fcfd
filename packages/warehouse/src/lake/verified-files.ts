import { createHash } from 'node:crypto';
import { DamagedFile } from '@audit/contract';
import { errnoOf, reasonOf } from './errno.ts';
import type { FileStat } from './file-system.ts';
import type { HashesAhead } from './hash-ahead/hash-ahead.ts';
import type { LakeDisk } from './lake-disk.ts';
import type { FileRef } from './table-state.ts';

const identity = (path: string, stat: FileStat): string => `${path}\n${stat.size}\n${stat.mtimeNs}\n${stat.dev}\n${stat.ino}`;

/** Data files against their checksums: one flipped bit of Parquet often reads as other rows, without an error. */
export class VerifiedFiles {
  readonly #disk: LakeDisk;
  /** sha256 by path, size, time and inode: each state of a file is hashed once per open lake. */
  readonly #sums = new Map<string, string>();
  /** Where the checksum of a state of a file is being worked out. */
  readonly #ahead = new Map<string, HashesAhead>();

  constructor(disk: LakeDisk) {
    this.#disk = disk;
  }

  /** Hashes a file, whatever was known of it. */
  hash(path: string): string {
    const hash = createHash('sha256');
    for (const chunk of this.#disk.fs.chunks(path)) hash.update(chunk);
    return hash.digest('hex');
  }

  /** Takes a checksum as known, of a file this process hashed itself. */
  remember(path: string, sha256: string): void {
    const stat = this.#disk.fs.stat(path);
    if (stat !== undefined) this.#sums.set(identity(path, stat), sha256);
  }

  /** Begins to hash files that will be read, beside the work of this thread. They are compared with their checksums when they are read. */
  expect(files: readonly FileRef[]): void {
    const states = files.flatMap((file) => {
      const path = this.#disk.at(file.path);
      const stat = this.#disk.fs.stat(path);
      return stat === undefined ? [] : [{ path, key: identity(path, stat) }];
    });
    const unknown = states.filter(({ key }) => !this.#sums.has(key) && !this.#ahead.has(key));
    const ahead = unknown.length === 0 ? undefined : this.#disk.fs.hashAhead?.(unknown.map(({ path }) => path));
    if (ahead !== undefined) for (const { key } of unknown) this.#ahead.set(key, ahead);
  }

  /**
   * Absolute path of a file that is what its reference says.
   *
   * @param again hash it even if this process did before
   * @throws {@link DamagedFile}
   */
  path(file: FileRef, again = false): string {
    const path = this.#disk.at(file.path);
    const stat = this.#disk.fs.stat(path);
    if (stat === undefined) throw new DamagedFile(path, 'the file is missing');
    if (stat.size !== file.bytes) throw new DamagedFile(path, `it has ${stat.size} bytes, ${file.bytes} were written`);
    const key = identity(path, stat);
    const sum = (again ? undefined : (this.#sums.get(key) ?? this.#ahead.get(key)?.take(path))) ?? this.#read(path);
    if (sum !== file.sha256) throw new DamagedFile(path, 'its content does not match its checksum');
    this.#sums.set(key, sum);
    return path;
  }

  #read(path: string): string {
    try {
      return this.hash(path);
    } catch (error) {
      throw new DamagedFile(path, errnoOf(error) === 'ENOENT' ? 'the file is missing' : reasonOf(error), { cause: error });
    }
  }
}
