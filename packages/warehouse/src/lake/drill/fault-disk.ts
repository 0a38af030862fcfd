import { type FaultFile, type FaultFolder, type FaultNode, foldersOf, newFile, newFolder } from './fault-node.ts';
import type { SeededRandom } from './seeded-random.ts';

interface NameChange {
  readonly folder: FaultFolder;
  readonly name: string;
  readonly node: FaultNode | undefined;
}

/** One step of the journal: names that come and go together, or not at all. */
interface Step {
  readonly order: number;
  readonly changes: readonly NameChange[];
}

/**
 * A disk in memory that forgets what was not fsynced, as POSIX allows and no better: at a power cut any subset of the name
 * changes since the last fsync of their folder is lost, and an unsynced file keeps its old content, nothing, a part, or zeros.
 */
export class FaultDisk {
  readonly root: FaultFolder;
  readonly #random: SeededRandom;
  #pending: readonly Step[] = [];
  #dirty = new Set<FaultFile>();
  #nextInode = 2;
  #nextOrder = 0;
  /** After a failed fsync of a folder the journal is aborted: reads go on, writes are refused until a restart. */
  readOnly = false;

  constructor(random: SeededRandom) {
    this.#random = random;
    this.root = newFolder(1n);
  }

  newFile(content: Uint8Array): FaultFile {
    const file = newFile(BigInt(this.#nextInode++), content);
    this.#dirty.add(file);
    return file;
  }

  newFolder(): FaultFolder {
    return newFolder(BigInt(this.#nextInode++));
  }

  /** Changes names now; durable only after {@link FaultDisk.syncFolder}. */
  change(...changes: readonly NameChange[]): void {
    for (const { folder, name, node } of changes) setName(folder.names, name, node);
    this.#pending = [...this.#pending, { order: this.#nextOrder++, changes }];
  }

  syncFile(file: FaultFile): void {
    // After a failed fsync the kernel has dropped the pages: a second one reports success and saves nothing.
    if (file.lost) return;
    file.durable = file.content;
    this.#dirty.delete(file);
  }

  syncFolder(folder: FaultFolder): void {
    const touches = (step: Step): boolean => step.changes.some((change) => change.folder === folder);
    const now = this.#pending.filter(touches);
    this.#pending = this.#pending.filter((step) => !touches(step));
    for (const step of now) this.#settle(step);
  }

  /** Everything not durable is lost or not, as the seed says; what is left is the disk after the restart. */
  powerCut(): void {
    for (const step of this.#pending) if (this.#random.next() < 0.5) this.#settle(step);
    this.#pending = [];
    for (const file of this.#dirty) file.content = this.#afterCut(file);
    for (const file of this.#dirty) file.durable = file.content;
    this.#dirty = new Set();
    this.readOnly = false;
    for (const folder of foldersOf(this.root)) folder.names = new Map(folder.durableNames);
  }

  #settle({ order, changes }: Step): void {
    for (const { folder, name, node } of changes) setName(folder.durableNames, name, node);
    // An older change of the same name must not come back over this one.
    const isOutdone = (old: NameChange): boolean => changes.some((change) => change.folder === old.folder && change.name === old.name);
    this.#pending = this.#pending.map((step) =>
      step.order < order ? { order: step.order, changes: step.changes.filter((old) => !isOutdone(old)) } : step,
    );
  }

  #afterCut(file: FaultFile): Uint8Array {
    const { content, durable } = file;
    switch (this.#random.below(4)) {
      case 0:
        return content;
      case 1:
        return durable ?? new Uint8Array();
      case 2:
        return content.slice(0, this.#random.below(content.length + 1));
      default:
        return new Uint8Array(content.length);
    }
  }
}

const setName = (names: Map<string, FaultNode>, name: string, node: FaultNode | undefined): void => {
  if (node === undefined) names.delete(name);
  else names.set(name, node);
};
