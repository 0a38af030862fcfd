import type { DeletionVector } from './deletion-vector.ts';

interface FileAction {
  /** Relative to the table's folder. */
  readonly path: string;
  readonly partitionValues: Readonly<Record<string, never>>;
  readonly size: number;
  readonly dataChange: true;
  readonly deletionVector?: DeletionVector;
}

/** A line of a `_delta_log` entry: exactly one of the keys is there. */
export interface DeltaAction {
  readonly commitInfo?: Readonly<Record<string, unknown>>;
  readonly protocol?: {
    readonly minReaderVersion: 3;
    readonly minWriterVersion: 7;
    readonly readerFeatures: readonly string[];
    readonly writerFeatures: readonly string[];
  };
  readonly metaData?: {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly format: { readonly provider: 'parquet'; readonly options: Readonly<Record<string, never>> };
    readonly schemaString: string;
    readonly partitionColumns: readonly never[];
    readonly configuration: Readonly<Record<string, string>>;
    readonly createdTime: number;
  };
  readonly txn?: { readonly appId: string; readonly version: number; readonly lastUpdated: number };
  readonly add?: FileAction & { readonly modificationTime: number; readonly stats: string };
  readonly remove?: FileAction & { readonly deletionTimestamp: number; readonly extendedFileMetadata: true };
}

/** The transaction identifier under which each entry names the lake version it derives from. */
export const appId = 'audit';
/** The key of the table's configuration that holds the fingerprint of its schema. */
export const fingerprintKey = 'audit.fingerprint';
export const vectorFeature = 'deletionVectors';
