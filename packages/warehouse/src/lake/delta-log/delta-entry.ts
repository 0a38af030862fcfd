import { createHash } from 'node:crypto';
import { qualifiedName, type Table } from '@audit/contract';
import type { Manifest } from '../manifest.ts';
import { appId, type DeltaAction, fingerprintKey, vectorFeature } from './delta-action.ts';
import { deltaSchema } from './delta-schema.ts';
import { type DeltaState, type LiveFile, liveKey } from './delta-state.ts';

/** What a table should be to Delta readers at one lake version. */
export interface WantedTable {
  readonly table: Table;
  readonly fingerprint: string;
  readonly files: readonly LiveFile[];
}

const protocolOf = (hasVectors: boolean): DeltaAction => {
  const features = ['timestampNtz', ...(hasVectors ? [vectorFeature] : [])];
  return { protocol: { minReaderVersion: 3, minWriterVersion: 7, readerFeatures: features, writerFeatures: features } };
};

const tableId = (table: Table): string =>
  createHash('sha256')
    .update(qualifiedName(table))
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

const metaDataOf = ({ table, fingerprint }: WantedTable, at: number): DeltaAction => ({
  metaData: {
    id: tableId(table),
    name: qualifiedName(table),
    description: table.description,
    format: { provider: 'parquet', options: {} },
    schemaString: deltaSchema(table),
    partitionColumns: [],
    configuration: { [fingerprintKey]: fingerprint },
    createdTime: at,
  },
});

const addOf = (file: LiveFile, at: number): DeltaAction => ({
  add: {
    path: file.path,
    partitionValues: {},
    size: file.size,
    modificationTime: at,
    dataChange: true,
    stats: JSON.stringify({ numRecords: file.rows, ...(file.vector === undefined ? {} : { tightBounds: false }) }),
    ...(file.vector === undefined ? {} : { deletionVector: file.vector }),
  },
});

const removeOf = (file: LiveFile, at: number): DeltaAction => ({
  remove: {
    path: file.path,
    partitionValues: {},
    size: file.size,
    deletionTimestamp: at,
    dataChange: true,
    extendedFileMetadata: true,
    ...(file.vector === undefined ? {} : { deletionVector: file.vector }),
  },
});

/**
 * The entry that takes a table from a state to what it should be at a lake version.
 *
 * @returns its text, one action a line, or `undefined` if nothing changes
 */
export const deltaEntry = (state: DeltaState, wanted: WantedTable, manifest: Manifest): string | undefined => {
  const at = Date.parse(manifest.committedAt);
  const keys = new Set(wanted.files.map((file) => liveKey(file.path, file.vector)));
  const removed = [...state.live].filter(([key]) => !keys.has(key)).map(([, file]) => removeOf(file, at));
  const added = wanted.files.filter((file) => !state.live.has(liveKey(file.path, file.vector))).map((file) => addOf(file, at));
  const isNew = state.version === -1;
  const isReshaped = state.fingerprint !== wanted.fingerprint;
  if (!isNew && !isReshaped && removed.length + added.length === 0) return undefined;
  const hasVectors = state.hasVectors || wanted.files.some((file) => file.vector !== undefined);
  const actions: readonly DeltaAction[] = [
    { commitInfo: { timestamp: at, operation: 'WRITE', operationParameters: {}, engineInfo: 'audit', job: manifest.job } },
    ...(isNew || hasVectors !== state.hasVectors ? [protocolOf(hasVectors)] : []),
    ...(isNew || isReshaped ? [metaDataOf(wanted, at)] : []),
    { txn: { appId, version: manifest.version, lastUpdated: at } },
    ...removed,
    ...added,
  ];
  return `${actions.map((action) => JSON.stringify(action)).join('\n')}\n`;
};
