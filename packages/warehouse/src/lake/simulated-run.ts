import type { FaultDisk } from './fault-disk.ts';
import { type Fault, FaultFileSystem } from './fault-file-system.ts';
import { Lake } from './lake.ts';
import type { LakeLock, Locker } from './lake-lock.ts';
import type { Draft, Manifest } from './manifest.ts';
import type { StageFolder } from './stage-folder.ts';
import type { FileRef, TableState } from './table-state.ts';

const root = '/srv/lake';
const runClock = '2026-01-05T02:00:00.000000Z';
/** In the simulation one process lives at a time, or two race without a lock on purpose. */
const noLock: Locker = async () => async () => {};

export interface SimulatedProcess {
  readonly fs: FaultFileSystem;
  readonly lake: Lake;
}

/** A process that has the lake open; it meets the fault, if any, at one of its calls. */
export const simulatedProcess = (
  disk: FaultDisk,
  options: { readonly fault?: Fault; readonly durable?: boolean } = {},
): SimulatedProcess => {
  const fs = new FaultFileSystem(disk, options.fault);
  return { fs, lake: Lake.open(root, { fs, durable: options.durable ?? true, locker: noLock }) };
};

const put = (fs: FaultFileSystem, path: string, text: string): void => {
  if (fs.stat(path) !== undefined) fs.unlink(path);
  fs.writeNew(path, Buffer.from(text));
};

const land = (
  fs: FaultFileSystem,
  stage: StageFolder,
  table: { readonly layer: 'silver' | 'gold'; readonly name: string },
  text: string,
): FileRef => {
  const kept = stage.note<FileRef>(table.name);
  if (kept !== undefined) return kept;
  put(fs, stage.file(table.name), text);
  const file = stage.adopt(table, stage.file(table.name), 1);
  stage.keepNote(table.name, file);
  return file;
};

const state = (base: readonly FileRef[], version: number): TableState => {
  return {
    fingerprint: '',
    rows: base.length,
    keys: base.length,
    base,
    mask: null,
    delta: null,
    changes: [],
    changedAt: version,
    made: null,
  };
};

/** What the totals table must say of a list of batches. */
const totalsOf = (batches: readonly string[]): string => `${batches.length}: ${batches.join(' ')}`;

const draftOf = (batch: string, head: Manifest, lines: FileRef, totals: FileRef): Draft => {
  const version = head.version + 1;
  const base = [...(head.tables['silver_lines']?.base ?? []), lines];
  return {
    job: 'simulation',
    runId: batch,
    runKey: batch,
    clock: runClock,
    codeHash: '',
    configHash: '',
    tables: { silver_lines: state(base, version), gold_totals: state([totals], version) },
    watermarks: { batches: version },
    accounts: [],
  };
};

/** The run every history is made of: appends a batch to one table, rewrites another, moves the watermark. Returns when published. */
export const publishBatch = ({ fs, lake }: SimulatedProcess, lock: LakeLock, batch: string): Manifest => {
  const done = lake.findRun(batch);
  if (done !== undefined) return done;
  const head = lake.head();
  // What was staged on top of one head is of no use on another.
  const stage = lake.stage(lock, `${batch}.${head.version}`, runClock);
  const lines = land(fs, stage, { layer: 'silver', name: 'lines' }, batch);
  const totals = land(fs, stage, { layer: 'gold', name: 'totals' }, totalsOf([...batchesOf(fs, lake, head), batch]));
  const committed = lake.commit(lock, head, draftOf(batch, head, lines, totals));
  stage.drop();
  return committed;
};

/** The same with the lock taken. */
export const runBatch = async (process: SimulatedProcess, batch: string): Promise<Manifest> => {
  await using lock = await process.lake.lock({ runId: batch, command: 'simulation' });
  return publishBatch(process, lock, batch);
};

const readText = (fs: FaultFileSystem, lake: Lake, file: FileRef): string => Buffer.from(fs.read(lake.path(file))).toString();

/** The batches a version holds, read from its files. */
export const batchesOf = (fs: FaultFileSystem, lake: Lake, manifest: Manifest): readonly string[] =>
  (manifest.tables['silver_lines']?.base ?? []).map((file) => readText(fs, lake, file));

/** A reader's look at one version: its tables agree with each other, with the watermark, and no batch is there twice. */
export const violationsOf = (fs: FaultFileSystem, lake: Lake, manifest: Manifest): readonly string[] => {
  const batches = batchesOf(fs, lake, manifest);
  const totals = manifest.tables['gold_totals']?.base.map((file) => readText(fs, lake, file)) ?? [];
  const where = `version ${manifest.version}`;
  return [
    ...(new Set(batches).size === batches.length ? [] : [`${where} has a batch twice: ${batches.join(' ')}`]),
    ...(batches.length === manifest.version ? [] : [`${where} has ${batches.length} batches`]),
    ...(manifest.version === 0 || totals.join() === totalsOf(batches)
      ? []
      : [`${where} mixes two versions: ${totals.join()} / ${batches.join(' ')}`]),
    ...(manifest.version === 0 || manifest.watermarks['batches'] === manifest.version ? [] : [`${where} has another watermark`]),
  ];
};

/** Everything that must hold after any fault, seen by a new process. `promised`: batches some run reported as published. */
export const violationsOnDisk = (
  disk: FaultDisk,
  promised: readonly string[],
  tags: Readonly<Record<string, number>> = {},
): readonly string[] => {
  const { fs, lake } = simulatedProcess(disk);
  const head = lake.head();
  const there = new Set(batchesOf(fs, lake, head));
  const verified = lake.verify();
  return [
    ...promised.filter((batch) => !there.has(batch)).map((batch) => `batch ${batch} was promised and is lost`),
    ...lake.versions().flatMap((version) => violationsOf(fs, lake, lake.at(version))),
    ...Object.entries(tags)
      .filter(([name, version]) => lake.at(name).version !== version)
      .map(([name]) => `tag ${name} moved`),
    ...verified.errors.map((error) => `${error.path}: ${error.reason}`),
  ];
};
