import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { WriteFailed } from '@audit/contract';
import { errnoOf, reasonOf } from './errno.ts';
import type { FileSystem } from './file-system.ts';

/** Prefix of files that are not yet, or no longer, anything; recovery removes them. */
export const temporaryPrefix = '.tmp-';

/** The lake's folder on a disk: paths relative to its root, durability switched in one place, refused writes as our errors. */
export class LakeDisk {
  readonly root: string;
  readonly fs: FileSystem;
  /** Without it nothing is fsynced: only for lakes nobody will miss. */
  readonly durable: boolean;
  readonly now: () => Date;

  constructor(root: string, fs: FileSystem, durable: boolean, now: () => Date) {
    this.root = root;
    this.fs = fs;
    this.durable = durable;
    this.now = now;
  }

  /** A folder of the lake as a disk of its own. */
  within(folder: string): LakeDisk {
    return new LakeDisk(this.at(folder), this.fs, this.durable, this.now);
  }

  at(...parts: readonly string[]): string {
    return join(this.root, ...parts);
  }

  /** Names in a folder, sorted; none if it does not exist. */
  names(folder: string): readonly string[] {
    try {
      return this.fs.list(folder).toSorted();
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return [];
      throw error;
    }
  }

  /** Content of a small file, or `undefined` if there is none. */
  readIfThere(path: string): Uint8Array | undefined {
    try {
      return this.fs.read(path);
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  syncFile(path: string): void {
    if (this.durable) this.#writing(path, () => this.fs.syncFile(path));
  }

  syncFolder(path: string): void {
    if (this.durable) this.#writing(path, () => this.fs.syncFolder(path));
  }

  /** Makes the name of a folder, and of every folder above it that may be read, durable. */
  syncAncestors(path: string): void {
    const parent = dirname(path);
    if (parent === path) return;
    try {
      this.syncFolder(parent);
    } catch (error) {
      // Whoever may not open a folder did not make a name in it either.
      if (errnoOf((error as WriteFailed).cause) !== 'EACCES') throw error;
    }
    this.syncAncestors(parent);
  }

  /** Makes a folder and those above it; each new name is durable in its parent before anything is put in. */
  ensureFolder(path: string): void {
    if (this.fs.stat(path) !== undefined) return;
    const parent = dirname(path);
    if (parent !== path) this.ensureFolder(parent);
    this.#writing(path, () => {
      try {
        this.fs.makeFolder(path);
      } catch (error) {
        if (errnoOf(error) !== 'EEXIST') throw error;
      }
    });
    this.syncFolder(parent);
  }

  /** Puts a durable file beside its place, under a name nobody reads; the caller gives it its name. */
  temporary(folder: string, bytes: Uint8Array): string {
    const path = join(folder, `${temporaryPrefix}${randomUUID()}`);
    try {
      this.write(path, bytes);
      this.syncFile(path);
    } catch (error) {
      this.discard(path);
      throw error;
    }
    return path;
  }

  /** Creates a file that need not survive a power failure. */
  write(path: string, bytes: Uint8Array): void {
    this.#writing(path, () => this.fs.writeNew(path, bytes));
  }

  /** Replaces a small file, whole or not at all, durably. */
  replace(path: string, bytes: Uint8Array): void {
    const temporary = this.temporary(dirname(path), bytes);
    this.rename(temporary, path);
    this.syncFolder(dirname(path));
  }

  rename(from: string, to: string): void {
    this.#writing(to, () => this.fs.rename(from, to));
  }

  remove(path: string): void {
    this.#writing(path, () => {
      try {
        this.fs.unlink(path);
      } catch (error) {
        if (errnoOf(error) !== 'ENOENT') throw error;
      }
    });
  }

  /** Removes what is only in the way; a failure is left to recovery. */
  discard(path: string): void {
    try {
      this.fs.unlink(path);
    } catch {
      // The name starts with the temporary prefix or lies in a stage folder: recovery removes it.
    }
  }

  removeTree(path: string): void {
    const found = this.fs.stat(path);
    if (found === undefined) return;
    if (!found.folder) return this.remove(path);
    for (const name of this.names(path)) this.removeTree(join(path, name));
    this.#writing(path, () => this.fs.removeFolder(path));
  }

  #writing<T>(path: string, work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw new WriteFailed(path, reasonOf(error), { cause: error });
    }
  }
}
