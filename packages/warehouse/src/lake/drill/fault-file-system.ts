import type { FaultDisk } from './fault-disk.ts';
import type { FaultFile, FaultFolder, FaultNode } from './fault-node.ts';
import type { FileStat, FileSystem } from '../file-system.ts';

/** What goes wrong at the call of that number, counted from 1. */
export type Fault =
  /** The process dies before the call; with `power` the machine does. */
  | { readonly at: number; readonly kind: 'kill' | 'power' }
  /** The call fails. */
  | { readonly at: number; readonly kind: 'EIO' | 'ENOSPC' }
  /** The process is held up, and something else happens before the call. */
  | { readonly at: number; readonly kind: 'pause'; readonly meanwhile: () => void };

/** An error as Node reports it. */
class SystemError extends Error {
  readonly code: string;

  constructor(code: string, path: string) {
    // A simulation makes millions of these on purpose; nobody reads their stacks, and they would be half its time.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(`${code}: simulated, '${path}'`);
    Error.stackTraceLimit = stackTraceLimit;
    this.code = code;
  }
}

const knownPaths = new Map<string, readonly string[]>();

/** The names a path leads through; the paths of a simulation are few. */
const namesIn = (path: string): readonly string[] => {
  const known = knownPaths.get(path);
  if (known !== undefined) return known;
  const names = path.split('/').filter((name) => name !== '');
  if (knownPaths.size < 10_000) knownPaths.set(path, names);
  return names;
};

/** One process's view of a simulated disk: counts its calls and meets its fault. A dead process can do nothing more. */
export class FaultFileSystem implements FileSystem {
  readonly #disk: FaultDisk;
  readonly #fault: Fault | undefined;
  calls = 0;
  dead = false;

  constructor(disk: FaultDisk, fault?: Fault) {
    this.#disk = disk;
    this.#fault = fault;
  }

  read(path: string): Uint8Array {
    return this.#call(path, () => this.#file(path).content);
  }

  chunks(path: string): Iterable<Uint8Array> {
    return [this.read(path)];
  }

  writeNew(path: string, bytes: Uint8Array): void {
    const create = (content: Uint8Array): void => {
      const [folder, name] = this.#place(path);
      if (folder.names.has(name)) throw new SystemError('EEXIST', path);
      this.#disk.change({ folder, name, node: this.#disk.newFile(content) });
    };
    this.#writing(
      path,
      () => create(bytes),
      () => create(bytes.slice(0, bytes.length >> 1)),
    );
  }

  syncFile(path: string): void {
    const file = this.#file(path);
    this.#writing(
      path,
      () => this.#disk.syncFile(file),
      () => (file.lost = true),
    );
  }

  syncFolder(path: string): void {
    this.#writing(
      path,
      () => this.#disk.syncFolder(this.#folder(path)),
      () => (this.#disk.readOnly = true),
    );
  }

  rename(from: string, to: string): void {
    this.#writing(to, () => {
      const [source, oldName] = this.#place(from);
      const [folder, name] = this.#place(to);
      const node = this.#node(from);
      this.#disk.change({ folder: source, name: oldName, node: undefined }, { folder, name, node });
    });
  }

  link(from: string, to: string): void {
    this.#writing(to, () => {
      const [folder, name] = this.#place(to);
      if (folder.names.has(name)) throw new SystemError('EEXIST', to);
      this.#disk.change({ folder, name, node: this.#file(from) });
    });
  }

  unlink(path: string): void {
    this.#writing(path, () => {
      this.#file(path);
      const [folder, name] = this.#place(path);
      this.#disk.change({ folder, name, node: undefined });
    });
  }

  makeFolder(path: string): void {
    this.#writing(path, () => {
      const [folder, name] = this.#place(path);
      if (folder.names.has(name)) throw new SystemError('EEXIST', path);
      this.#disk.change({ folder, name, node: this.#disk.newFolder() });
    });
  }

  removeFolder(path: string): void {
    this.#writing(path, () => {
      if (this.#folder(path).names.size > 0) throw new SystemError('ENOTEMPTY', path);
      const [folder, name] = this.#place(path);
      this.#disk.change({ folder, name, node: undefined });
    });
  }

  list(path: string): readonly string[] {
    return this.#call(path, () => [...this.#folder(path).names.keys()]);
  }

  stat(path: string): FileStat | undefined {
    return this.#call(path, () => {
      const node = this.#find(path);
      if (node === undefined) return undefined;
      return { size: node.folder ? 0 : node.content.length, mtimeNs: 0n, dev: 0n, ino: node.ino, folder: node.folder };
    });
  }

  diskType(): number {
    return 0xef53;
  }

  #writing(path: string, work: () => void, damage: () => void = () => {}): void {
    this.#call(
      path,
      () => {
        if (this.#disk.readOnly) throw new SystemError('EROFS', path);
        work();
      },
      damage,
    );
  }

  #call<T>(path: string, work: () => T, damage: () => void = () => {}): T {
    if (this.dead) throw new SystemError('ESRCH', path);
    this.calls++;
    if (this.#fault?.at === this.calls) this.#meet(this.#fault, path, damage);
    return work();
  }

  #meet(fault: Fault, path: string, damage: () => void): void {
    if (fault.kind === 'pause') return fault.meanwhile();
    if (fault.kind === 'EIO' || fault.kind === 'ENOSPC') {
      damage();
      throw new SystemError(fault.kind, path);
    }
    this.dead = true;
    if (fault.kind === 'power') this.#disk.powerCut();
    throw new SystemError('ESRCH', path);
  }

  #find(path: string): FaultNode | undefined {
    let node: FaultNode | undefined = this.#disk.root;
    for (const name of namesIn(path)) {
      if (!node?.folder) return undefined;
      node = node.names.get(name);
    }
    return node;
  }

  #node(path: string): FaultNode {
    const node = this.#find(path);
    if (node === undefined) throw new SystemError('ENOENT', path);
    return node;
  }

  #file(path: string): FaultFile {
    const node = this.#node(path);
    if (node.folder) throw new SystemError('EISDIR', path);
    return node;
  }

  #folder(path: string): FaultFolder {
    const node = this.#node(path);
    if (!node.folder) throw new SystemError('ENOTDIR', path);
    return node;
  }

  #place(path: string): readonly [FaultFolder, string] {
    const slash = path.lastIndexOf('/');
    return [this.#folder(path.slice(0, slash)), path.slice(slash + 1)];
  }
}
