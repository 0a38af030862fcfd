import type { FileSystem } from '../file-system.ts';
import type { LakeLock } from '../lake-lock.ts';
import type { Lake } from '../lake.ts';
import type { Draft, Manifest } from '../manifest.ts';
import type { StageFolder } from '../stage-folder.ts';
import type { FileRef, TableState } from '../table-state.ts';

const runClock = '2026-01-05T02:00:00.000000Z';

/** A process of a drill that has a lake open. */
interface BatchProcess {
  readonly fs: FileSystem;
  readonly lake: Lake;
}

const put = (fs: FileSystem, path: string, text: string): void => {
  if (fs.stat(path) !== undefined) fs.unlink(path);
  fs.writeNew(path, Buffer.from(text));
};

const land = (
  fs: FileSystem,
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

/**
 * The run every history is made of: appends a batch to one table, rewrites another, moves the watermark. A batch that is there
 * is not put in again, as a file whose content is known is not. Returns when published.
 */
export const publishBatch = ({ fs, lake }: BatchProcess, lock: LakeLock, batch: string): Manifest => {
  const head = lake.head();
  const before = batchesOf(fs, lake, head);
  if (before.includes(batch)) return head;
  // What was staged on top of one head is of no use on another.
  const stage = lake.stage(lock, `${batch}.${head.version}`, runClock);
  const lines = land(fs, stage, { layer: 'silver', name: 'lines' }, batch);
  const totals = land(fs, stage, { layer: 'gold', name: 'totals' }, totalsOf([...before, batch]));
  const committed = lake.commit(lock, head, draftOf(batch, head, lines, totals));
  stage.drop();
  return committed;
};

/** The same with the lock taken. */
export const runBatch = async (process: BatchProcess, batch: string): Promise<Manifest> => {
  await using lock = await process.lake.lock({ runId: batch, command: 'simulation' });
  return publishBatch(process, lock, batch);
};

/** The same as two runs of a draft, one a table, that become one version. What an earlier attempt made is not made again. */
export const draftBatch = async ({ fs, lake }: BatchProcess, batch: string): Promise<Manifest> => {
  await using lock = await lake.lock({ runId: batch, command: 'simulation' });
  const head = lake.head();
  const before = batchesOf(fs, lake, head);
  if (before.includes(batch)) return head;
  const runKey = `draft.${batch}.${head.version}`;
  const draft = lake.draft(lock, runKey, runClock);
  const commit = (name: string, made: (stage: StageFolder, parent: Manifest) => Partial<Draft>): void => {
    const parent = draft.lake.head();
    const { tables, ...rest } = made(draft.lake.stage(lock, `${name}.${parent.version}`, runClock), parent);
    draft.lake.commit(lock, parent, { ...parent, ...rest, runKey: name, tables: { ...parent.tables, ...tables } });
  };
  if (!batchesOf(fs, draft.lake, draft.lake.head()).includes(batch)) {
    commit('lines', (stage, { tables, version }) => {
      const file = land(fs, stage, { layer: 'silver', name: 'lines' }, batch);
      return { tables: { silver_lines: state([...(tables['silver_lines']?.base ?? []), file], version + 1) } };
    });
  }
  if (draft.made.finished('totals') === undefined) {
    commit('totals', (stage, { version }) => {
      const file = land(fs, stage, { layer: 'gold', name: 'totals' }, totalsOf([...before, batch]));
      return { tables: { gold_totals: state([file], version + 1) }, watermarks: { batches: head.version + 1 } };
    });
    draft.made.finish('totals', true);
  }
  const { tables, watermarks } = draft.lake.head();
  const committed = draft.publish({ ...head, job: 'simulation', runId: batch, runKey, clock: runClock, tables, watermarks });
  draft.folder.drop();
  return committed;
};

const readText = (fs: FileSystem, lake: Lake, file: FileRef): string => Buffer.from(fs.read(lake.path(file))).toString();

/** The batches a version holds, read from its files. */
export const batchesOf = (fs: FileSystem, lake: Lake, manifest: Manifest): readonly string[] =>
  (manifest.tables['silver_lines']?.base ?? []).map((file) => readText(fs, lake, file));

/** A reader's look at one version: its tables agree with each other, with the watermark, and no batch is there twice. */
export const violationsOf = (fs: FileSystem, lake: Lake, manifest: Manifest): readonly string[] => {
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
