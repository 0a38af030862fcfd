import type { HashesAhead } from './hash-ahead/hash-ahead.ts';

/** What the lake asks about a path. `mtimeNs`, `dev` and `ino` only tell one state of a file from another. */
export interface FileStat {
  readonly size: number;
  readonly mtimeNs: bigint;
  readonly dev: bigint;
  readonly ino: bigint;
  readonly folder: boolean;
}

/**
 * Every call the lake makes on a disk, and no other. All but `hashAhead` are synchronous, so that the order of effects is the order of the code
 * and a fault at call k can be replayed. Failures are the `ErrnoException`s of Node.
 */
export interface FileSystem {
  read(path: string): Uint8Array;
  /** The content in pieces, for files larger than memory; a piece is valid until the next is asked for. */
  chunks(path: string): Iterable<Uint8Array>;
  /** Begins to hash files beside the work of this thread; a disk whose calls are counted or fail by number has no such thing. */
  readonly hashAhead?: (paths: readonly string[]) => HashesAhead;
  /** Creates a file with this content and closes it; EEXIST if the name is taken. Nothing is durable yet. */
  writeNew(path: string, bytes: Uint8Array): void;
  /** Makes the content of a file durable. */
  syncFile(path: string): void;
  /** Makes the names in a folder durable. */
  syncFolder(path: string): void;
  /** Atomic; replaces the target. */
  rename(from: string, to: string): void;
  /** A second name for a file, atomically; EEXIST if it is taken: the compare-and-swap of a commit. */
  link(from: string, to: string): void;
  unlink(path: string): void;
  /** One level; EEXIST if it is there. */
  makeFolder(path: string): void;
  /** Of an empty folder. */
  removeFolder(path: string): void;
  /** Names in a folder, in no order; ENOENT if there is no such folder. */
  list(path: string): readonly string[];
  /** `undefined` where nothing has that name. */
  stat(path: string): FileStat | undefined;
  /** The kernel's magic number of the file system a path lies on (statfs(2)). */
  diskType(path: string): number;
}
