import { basename, join } from 'node:path';
import { fingerprint, qualifiedName, sourceTable, type Table } from '@audit/contract';
import type { CommitLog } from '../commit-log.ts';
import type { LakeDisk } from '../lake-disk.ts';
import type { Manifest } from '../manifest.ts';
import type { FileRef, TableState } from '../table-state.ts';
import type { VerifiedFiles } from '../verified-files.ts';
import { deltaEntry, type WantedTable } from './delta-entry.ts';
import { afterEntry, type DeltaState, emptyDeltaState, entryName, type LiveFile, readDeltaState } from './delta-state.ts';
import { type DeletionVector, deletionVector, vectorFileName, vectorReference } from './deletion-vector.ts';

/**
 * Rows of a base file whose grain is in the mask: positions in the file from 0, ascending.
 * Both are absolute paths of verified files.
 */
export type MaskedPositions = (table: Table, basePath: string, maskPath: string) => Promise<Uint32Array>;

export interface DeltaSource {
  readonly disk: LakeDisk;
  readonly log: CommitLog;
  readonly files: VerifiedFiles;
  readonly positions: MaskedPositions;
}

const tableFolder = (disk: LakeDisk, table: Table): string => disk.at(table.layer, table.name);
const logFolder = (disk: LakeDisk, table: Table): string => join(tableFolder(disk, table), '_delta_log');

const plain = (file: FileRef): LiveFile => ({ path: basename(file.path), size: file.bytes, rows: file.rows, vector: undefined });

/** The vector of a base file under a mask: the one the log already names, or a new file; none if no row is dead. */
const vectorOf = async (
  source: DeltaSource,
  table: Table,
  state: DeltaState,
  base: FileRef,
  mask: FileRef,
): Promise<DeletionVector | undefined> => {
  const reference = vectorReference(base, mask);
  for (const { vector } of state.live.values()) if (vector?.pathOrInlineDv === reference) return vector;
  const positions = await source.positions(table, source.files.path(base), source.files.path(mask));
  if (positions.length === 0) return undefined;
  const { bytes, descriptor } = deletionVector(base, mask, positions);
  source.disk.replace(join(tableFolder(source.disk, table), vectorFileName(base, mask)), bytes);
  return descriptor;
};

const wantedFiles = async (source: DeltaSource, table: Table, state: DeltaState, kept: TableState): Promise<readonly LiveFile[]> => {
  const files = kept.delta === null ? [] : [plain(kept.delta)];
  for (const base of kept.base) {
    const vector = kept.mask === null ? undefined : await vectorOf(source, table, state, base, kept.mask);
    files.push({ ...plain(base), vector });
  }
  return files;
};

/**
 * `undefined` where the version has the table in a shape that its contract of today does not describe, or as it was when
 * the last entry was made: nothing is looked at then, for a table may stay as it is for a thousand versions.
 */
const wantedAt = async (source: DeltaSource, today: Table, state: DeltaState, manifest: Manifest): Promise<WantedTable | undefined> => {
  const kept = manifest.tables[qualifiedName(today)];
  // A table of a source had the columns that version knew.
  const table = kept?.shape === undefined ? today : sourceTable(today.name, kept.shape);
  // Files as a source delivered them have other columns than the table says.
  if (kept?.base.some((file) => file.delivered !== undefined)) return undefined;
  if (kept === undefined) return state.version === -1 ? undefined : { table, fingerprint: state.fingerprint, files: [] };
  if (kept.fingerprint !== fingerprint(table) || kept.changedAt <= state.lakeVersion) return undefined;
  return { table, fingerprint: kept.fingerprint, files: await wantedFiles(source, table, state, kept) };
};

/** Whether the files a log names are those of the lake version it says it derives from, as far as that is known. */
const agrees = (log: CommitLog, table: Table, state: DeltaState): boolean => {
  const kept = log.kept();
  if (state.lakeVersion > (kept.at(-1) ?? 0)) return false;
  if (!kept.includes(state.lakeVersion)) return true;
  const is = log.read(state.lakeVersion).tables[qualifiedName(table)];
  const paths = is === undefined ? [] : [...is.base, ...(is.delta === null ? [] : [is.delta])].map((file) => basename(file.path));
  const named = [...state.live.values()].map((file) => file.path);
  return paths.toSorted().join('\n') === named.toSorted().join('\n');
};

/** The log as it is, or an empty one in its place if it is not what we would have written. */
const currentState = (source: DeltaSource, table: Table): DeltaState => {
  const folder = logFolder(source.disk, table);
  const state = readDeltaState(source.disk, folder);
  if (state !== undefined && (state.version === -1 || agrees(source.log, table, state))) return state;
  source.disk.removeTree(folder);
  return emptyDeltaState;
};

/**
 * Brings a table's `_delta_log` up to the head: one entry for each kept lake version in which the table's files changed.
 * The log is derived and never the truth: it can be dropped and made again, and a break leaves a whole, older state.
 *
 * @returns entries written
 */
export const deriveDeltaLog = async (source: DeltaSource, table: Table): Promise<number> => {
  const folder = logFolder(source.disk, table);
  let state = currentState(source, table);
  let written = 0;
  for (const version of source.log.kept().filter((kept) => kept > state.lakeVersion)) {
    const manifest = source.log.read(version);
    const wanted = await wantedAt(source, table, state, manifest);
    const entry = wanted === undefined ? undefined : deltaEntry(state, wanted, manifest);
    if (entry === undefined) continue;
    source.disk.ensureFolder(folder);
    source.disk.replace(join(folder, entryName(state.version + 1)), Buffer.from(entry));
    state = afterEntry(state, entry);
    written++;
  }
  return written;
};

/** Drops a table's `_delta_log` and derives it anew from the versions that are kept; its own versions start at 0 again. */
export const rebuildDeltaLog = async (source: DeltaSource, table: Table): Promise<number> => {
  source.disk.removeTree(logFolder(source.disk, table));
  return await deriveDeltaLog(source, table);
};
