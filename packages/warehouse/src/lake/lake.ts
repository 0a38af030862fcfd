import { resolve } from 'node:path';
import { assert, HeadMoved, type Table, UnknownVersion } from '@audit/contract';
import { abandon } from './abandon.ts';
import { CommitLog } from './commit-log.ts';
import { cursorFolder, discardHalfMade, readCursor, writeCursor } from './cursors.ts';
import { type DeltaSource, deriveDeltaLog, type MaskedPositions, rebuildDeltaLog } from './delta-log/derive-delta-log.ts';
import type { FileSystem } from './file-system.ts';
import { kernelLock } from './kernel-lock.ts';
import { LakeDisk } from './lake-disk.ts';
import { assertHeld, type LakeLock, type Locker, takeLock } from './lake-lock.ts';
import { localFileSystem } from './local-file-system.ts';
import type { Draft, Manifest } from './manifest.ts';
import { refuseNetworkDisk } from './network-disk.ts';
import { PendingVersions } from './pending-versions.ts';
import { pinVersion } from './pins.ts';
import { processLock } from './process-lock.ts';
import { recover, type RecoverReport } from './recover.ts';
import { dropTree, openStage, type StageFolder } from './stage-folder.ts';
import { type DataFile, type FileRef, filesOf } from './table-state.ts';
import { removeTag, tagNames, writeTag } from './tags.ts';
import { resolveVersion } from './time-travel.ts';
import { vacuum, type VacuumOptions, type VacuumReport } from './vacuum.ts';
import { verify, type VerifyReport } from './verify.ts';
import { VerifiedFiles } from './verified-files.ts';

export interface LakeOptions {
  readonly fs?: FileSystem;
  /** `false` for a scratch lake in a private folder: nothing is fsynced and the lock is of this process only. */
  readonly durable?: boolean;
  /** Write to a network file system although its locks may not hold. */
  readonly allowNetworkDisk?: boolean;
  readonly locker?: Locker;
  /** Stamps `committedAt` and leases; order is by version only. */
  readonly now?: () => Date;
}

/** What an open lake works with; that of a draft shares it. */
interface LakeParts {
  readonly disk: LakeDisk;
  readonly log: CommitLog;
  readonly files: VerifiedFiles;
  readonly locker: Locker;
  readonly allowNetworkDisk: boolean;
}

const partsOf = (root: string, options: LakeOptions): LakeParts => {
  const durable = options.durable ?? true;
  const disk = new LakeDisk(root, options.fs ?? localFileSystem, durable, options.now ?? (() => new Date()));
  return {
    disk,
    log: new CommitLog(disk),
    files: new VerifiedFiles(disk),
    locker: options.locker ?? (durable ? kernelLock : processLock),
    allowNetworkDisk: options.allowNetworkDisk ?? false,
  };
};

/** Several runs on their way to one version of a lake, see `Lake.draft`. */
export interface LakeDraft {
  /**
   * Stands in for the lake in the runs: its head is what they made so far, its commits publish nothing, and their private folders lie in
   * that of the draft.
   */
  readonly lake: Lake;
  /** What the runs made so far, an earlier attempt included. */
  readonly made: PendingVersions;
  /** The private folder of the draft. */
  readonly folder: StageFolder;
  /**
   * Publishes one version after the one the draft is based on. Durable when it returns.
   *
   * @throws what `Lake.commit` throws
   */
  publish(draft: Draft): Manifest;
}

/** Hashed faster than another thread starts. */
const worthAThreadBytes = 32 * 2 ** 20;

const pathsOf = ({ tables }: Manifest): readonly string[] =>
  Object.values(tables).flatMap((state) => filesOf(state).map(({ path }) => path));

/** A folder of tables in which every version of all tables is published whole or not at all. */
export class Lake {
  readonly root: string;
  readonly #parts: LakeParts;
  readonly #disk: LakeDisk;
  readonly #log: CommitLog;
  readonly #files: VerifiedFiles;
  /** Of the lake of a draft: what takes the place of the log, and the run key of the draft. */
  readonly #pending: { readonly versions: PendingVersions; readonly runKey: string } | undefined;

  /** Opens a lake for reading; it need not exist, and nothing is created before {@link Lake.lock}. */
  static open(root: string, options: LakeOptions = {}): Lake {
    return new Lake(partsOf(resolve(root), options));
  }

  private constructor(parts: LakeParts, pending?: { readonly versions: PendingVersions; readonly runKey: string }) {
    this.root = parts.disk.root;
    this.#parts = parts;
    this.#disk = parts.disk;
    this.#log = parts.log;
    this.#files = parts.files;
    this.#pending = pending;
  }

  /** Whether the lake is made to last: `false` for a scratch lake. */
  get isDurable(): boolean {
    return this.#disk.durable;
  }

  /** Whether there is a lake at all, be it an empty one: a run once took its lock. */
  get isThere(): boolean {
    return this.#disk.fs.stat(this.#log.folder) !== undefined;
  }

  /**
   * The newest version; version 0 for an empty lake. Resolve it once per request and read only files it lists. Of the lake of a draft: the
   * last one made in it.
   *
   * @throws DamagedLog if its entry is damaged or does not follow its parent
   */
  head(): Manifest {
    return this.#pending?.versions.head ?? this.#log.head();
  }

  /**
   * A version by number, `head`, tag, ISO instant with offset (what was the head then), or date (its end, UTC).
   *
   * @throws UnknownVersion; DamagedLog
   */
  at(reference: number | string): Manifest {
    return resolveVersion(this.#disk, this.#log, reference);
  }

  /** Versions that can be read, ascending. */
  versions(): readonly number[] {
    return this.#log.kept();
  }

  /**
   * Takes the writer lock, creating the lake if need be. Take it before reading the head and before landing sources.
   *
   * @throws LakeBusy at once, naming the holder; NetworkDisk; WriteFailed
   */
  async lock(holder: { readonly runId: string; readonly command: string }): Promise<LakeLock> {
    this.#disk.ensureFolder(this.root);
    if (!this.#parts.allowNetworkDisk) refuseNetworkDisk(this.#disk);
    const since = this.#disk.now().toISOString();
    const lock = await takeLock(this.#disk, this.#parts.locker, { ...holder, pid: process.pid, since });
    try {
      this.#disk.ensureFolder(this.#log.folder);
      this.#disk.ensureFolder(this.#disk.at('_stage'));
      // A version linked by a run that died before its last fsync must be durable before anyone builds on it or reports it.
      this.#log.sync();
      return lock;
    } catch (error) {
      await lock[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** The private folder of a run key, with what an earlier attempt left in it. */
  stage(lock: LakeLock, runKey: string, clock: string): StageFolder {
    assertHeld(this.#disk, lock);
    const published = (): ReadonlySet<string> => new Set(pathsOf(this.head()));
    const above = this.#pending === undefined ? [] : [this.#pending.runKey];
    return openStage({ disk: this.#disk, files: this.#files, published }, [...above, runKey], clock);
  }

  /**
   * Begins, or goes on with, several runs that are to become one version. What they make counts on from the head and is kept in the private
   * folder of the run key until it is published; another commit to the lake makes it void. The run key must say what the head is.
   *
   * @param clock of the first attempt, ISO with microseconds and Z
   */
  draft(lock: LakeLock, runKey: string, clock: string): LakeDraft {
    const folder = this.stage(lock, runKey, clock);
    const made = new PendingVersions(this.root, this.head(), folder);
    return {
      made,
      folder,
      lake: new Lake(this.#parts, { versions: made, runKey }),
      publish: (draft) => this.commit(lock, made.parent, draft),
    };
  }

  /**
   * Absolute path of a data file, whose checksum was verified once in this process.
   *
   * @throws DamagedFile
   */
  path(file: FileRef): string {
    return this.#files.path(file);
  }

  /** Tells that these files will be read: much of them is hashed beside other work, so that {@link Lake.path} need not. */
  expect(files: readonly FileRef[]): void {
    if (files.reduce((sum, file) => sum + file.bytes, 0) >= worthAThreadBytes) this.#files.expect(files);
  }

  /** The same for an engine, which must know whether the file has columns of its own. */
  dataFile(file: FileRef): DataFile {
    const path = this.path(file);
    return file.delivered === undefined ? path : { path, delivered: file.delivered };
  }

  /**
   * Publishes the next version. Durable when it returns. The lake of a draft keeps it to itself until the draft is published.
   *
   * @throws HeadMoved if `parent` is not the head any more; WriteFailed when nothing was published; CommitOutcomeUnknown
   */
  commit(lock: LakeLock, parent: Manifest, draft: Draft): Manifest {
    assertHeld(this.#disk, lock);
    if (this.#pending !== undefined) return this.#pending.versions.commit(parent, draft);
    const head = this.#log.head().version;
    if (head !== parent.version) throw new HeadMoved(this.root, parent.version, head);
    this.#syncNames(parent, draft);
    const manifest = this.#log.append(parent, draft);
    this.#dropOutdatedStages(draft.runKey);
    return manifest;
  }

  /** What broken runs staged on top of another head is of no use any more. What cannot be removed now is left to recovery. */
  #dropOutdatedStages(runKey: string): void {
    for (const other of this.#disk.names(this.#disk.at('_stage'))) {
      if (other !== runKey) dropTree(this.#disk, this.#disk.at('_stage', other));
    }
  }

  /** Names a version and keeps it from vacuum; an equal name is moved. @throws UnknownVersion; UsageError */
  tag(lock: LakeLock, name: string, version: number): void {
    assertHeld(this.#disk, lock);
    const manifest = this.at(version);
    if (manifest.version === 0) throw new UnknownVersion(this.root, '0', 'none');
    writeTag(this.#disk, { name, version, sum: this.#log.sum(manifest.version), taggedAt: this.#disk.now().toISOString() });
  }

  untag(lock: LakeLock, name: string): void {
    assertHeld(this.#disk, lock);
    removeTag(this.#disk, name);
  }

  tags(): readonly string[] {
    return tagNames(this.#disk);
  }

  /**
   * Takes the right to move cursors, which say how far others were told of this lake. It keeps nobody from writing to the lake.
   *
   * @throws LakeBusy at once, naming the holder; WriteFailed
   */
  async lockCursors(holder: { readonly runId: string; readonly command: string }): Promise<LakeLock> {
    const folder = cursorFolder(this.#disk);
    folder.ensureFolder(folder.root);
    const since = this.#disk.now().toISOString();
    const lock = await takeLock(folder, this.#parts.locker, { ...holder, pid: process.pid, since });
    discardHalfMade(this.#disk);
    return lock;
  }

  /** Where a cursor was left; `undefined` for one that is new. @throws DamagedLog */
  cursor(name: string): unknown {
    return readCursor(this.#disk, name);
  }

  /** Leaves a cursor at a place, a JSON value. Durable when it returns. */
  moveCursor(lock: LakeLock, name: string, place: unknown): void {
    assertHeld(cursorFolder(this.#disk), lock);
    writeCursor(this.#disk, name, place);
  }

  /** Keeps a version from vacuum while a reader uses it. @throws UnknownVersion; WriteFailed */
  pin(version: number): Disposable {
    return pinVersion(this.#disk, this.#log, version);
  }

  /** Reads everything kept versions are made of and reports all damage; never throws because of it. */
  verify(progress: (done: number, total: number) => void = () => {}): VerifyReport {
    return verify(this.#disk, progress);
  }

  /**
   * Gives up a lake that nothing was put into since {@link Lake.lock} made it, folder and all. Only for whoever knows that there was
   * none before.
   *
   * @returns whether it is gone
   */
  abandon(lock: LakeLock): boolean {
    assertHeld(this.#disk, lock);
    return abandon(this.#disk);
  }

  /** Finishes or rolls back what broken runs left behind, or only says what there is. */
  recover(lock: LakeLock, options: { readonly dryRun?: boolean } = {}): RecoverReport {
    assertHeld(this.#disk, lock);
    return recover(this.#disk, this.#log, options);
  }

  /** Gives up all but the newest, tagged and pinned versions and removes the files only they list. @throws DamagedLog */
  vacuum(lock: LakeLock, options: VacuumOptions = {}): VacuumReport {
    assertHeld(this.#disk, lock);
    return vacuum(this.#disk, this.#log, options);
  }

  /**
   * Brings the `_delta_log` of these tables up to the head, for Spark, Polars and delta-rs. Call it after a commit, or at any
   * later time: what was missed is made up. A failure leaves the lake as it is.
   *
   * @param positions finds the masked rows of a base file, see `maskedPositions`
   * @returns entries written
   */
  async deriveDeltaLogs(lock: LakeLock, tables: readonly Table[], positions: MaskedPositions): Promise<number> {
    return await this.#deltaLogs(deriveDeltaLog, lock, tables, positions);
  }

  /** Drops the `_delta_log` of these tables and derives it anew; its own versions start at 0 again. */
  async rebuildDeltaLogs(lock: LakeLock, tables: readonly Table[], positions: MaskedPositions): Promise<number> {
    return await this.#deltaLogs(rebuildDeltaLog, lock, tables, positions);
  }

  async #deltaLogs(
    make: (source: DeltaSource, table: Table) => Promise<number>,
    lock: LakeLock,
    tables: readonly Table[],
    positions: MaskedPositions,
  ): Promise<number> {
    assertHeld(this.#disk, lock);
    const source: DeltaSource = { disk: this.#disk, log: this.#log, files: this.#files, positions };
    let written = 0;
    for (const table of tables) written += await make(source, table);
    return written;
  }

  /** Makes the names of newly listed files durable, up to the root: an earlier, killed attempt may have put them there. */
  #syncNames(parent: Manifest, draft: Draft): void {
    const before = new Set(pathsOf(parent));
    const added = Object.values(draft.tables)
      .flatMap((state) => [...filesOf(state)])
      .filter((file) => !before.has(file.path));
    const folders = new Set<string>();
    for (const file of added) {
      assert(this.#disk.fs.stat(this.#disk.at(file.path))?.size === file.bytes, 'a version lists files that are in the lake', { file });
      const [layer = '', table = ''] = file.path.split('/');
      folders.add(this.#disk.at(layer, table)).add(this.#disk.at(layer));
    }
    for (const folder of folders) this.#disk.syncFolder(folder);
    this.#disk.syncFolder(this.root);
    if (parent.version === 0) this.#disk.syncAncestors(this.root);
  }
}
