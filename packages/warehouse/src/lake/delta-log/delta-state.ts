import { join } from 'node:path';
import { errnoOf } from '../errno.ts';
import type { LakeDisk } from '../lake-disk.ts';
import { appId, type DeltaAction, fingerprintKey, vectorFeature } from './delta-action.ts';
import type { DeletionVector } from './deletion-vector.ts';

/** A file a Delta reader reads, less its dead rows. */
export interface LiveFile {
  /** Relative to the table's folder. */
  readonly path: string;
  readonly size: number;
  readonly rows: number;
  readonly vector: DeletionVector | undefined;
}

/** What a `_delta_log` says after its last entry. */
export interface DeltaState {
  /** Of the last entry; -1 where there is none. */
  readonly version: number;
  /** The lake version the last entry derives from. */
  readonly lakeVersion: number;
  readonly fingerprint: string;
  /** Whether the protocol names deletion vectors: once it does it always will. */
  readonly hasVectors: boolean;
  /** By {@link liveKey}. */
  readonly live: ReadonlyMap<string, LiveFile>;
}

export const emptyDeltaState: DeltaState = { version: -1, lakeVersion: 0, fingerprint: '', hasVectors: false, live: new Map() };

/** In Delta the same file with another vector is another logical file. */
export const liveKey = (path: string, vector: DeletionVector | undefined): string => `${path}\n${vector?.pathOrInlineDv ?? ''}`;

export const entryName = (version: number): string => `${String(version).padStart(20, '0')}.json`;

/** The state after one more entry; `lakeVersion` is NaN if the entry is not ours. */
export const afterEntry = (state: DeltaState, text: string): DeltaState => {
  const actions = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as DeltaAction);
  const live = new Map(state.live);
  for (const { add, remove } of actions) {
    if (remove !== undefined) live.delete(liveKey(remove.path, remove.deletionVector));
    if (add === undefined) continue;
    const { numRecords } = JSON.parse(add.stats) as { readonly numRecords: number };
    live.set(liveKey(add.path, add.deletionVector), { path: add.path, size: add.size, rows: numRecords, vector: add.deletionVector });
  }
  const metaData = actions.find((action) => action.metaData !== undefined)?.metaData;
  const protocol = actions.find((action) => action.protocol !== undefined)?.protocol;
  return {
    version: state.version + 1,
    lakeVersion: actions.find((action) => action.txn?.appId === appId)?.txn?.version ?? Number.NaN,
    fingerprint: metaData?.configuration[fingerprintKey] ?? state.fingerprint,
    hasVectors: protocol?.readerFeatures.includes(vectorFeature) ?? state.hasVectors,
    live,
  };
};

/**
 * Replays a `_delta_log`.
 *
 * @returns `undefined` if it is not one we wrote to its end: a gap, an entry that cannot be read, or one of another writer
 */
export const readDeltaState = (disk: LakeDisk, folder: string): DeltaState | undefined => {
  const names = disk.names(folder).filter((name) => name.endsWith('.json'));
  let state = emptyDeltaState;
  try {
    for (const [version, name] of names.entries()) {
      if (name !== entryName(version)) return undefined;
      state = afterEntry(state, Buffer.from(disk.fs.read(join(folder, name))).toString('utf8'));
      if (Number.isNaN(state.lakeVersion)) return undefined;
    }
    return state;
  } catch (error) {
    // Errors of the disk are not a reason to think the log wrong; those of the parser are.
    if (errnoOf(error) !== undefined) throw error;
    return undefined;
  }
};
