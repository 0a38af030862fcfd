import type { Micros } from '@audit/contract';
import type { InputFormat, Lake, Manifest } from '@audit/warehouse';
import type { Channel } from '../3-observe/observations.stage.ts';

/** Where the records of a batch lie that another lake has taken in. */
export interface KeptBatch {
  readonly lake: Lake;
  readonly manifest: Manifest;
  /** SHA-256 of the file it came in. */
  readonly digest: string;
}

/** One delivery of profiles, or of corrections: a file, and what is known of it. */
export interface ProfileBatch {
  /** File as the user named it. */
  readonly label: string;
  /** Absolute path. */
  readonly path: string;
  readonly format?: InputFormat | undefined;
  /** By default the SHA-256 of the file. */
  readonly batchId?: string | undefined;
  /** When the source was read; by default the clock of the run. */
  readonly extractTs?: Micros | undefined;
  /** Known time; by default the clock of the run, or a microsecond after the last load where that is later. */
  readonly loadTs?: Micros | undefined;
  readonly feed: Channel;
  /** Whether it holds every customer there is. */
  readonly isFull?: boolean;
  /** Bronze of another lake, in place of the file. */
  readonly kept?: KeptBatch | undefined;
}

/** A batch with everything about it decided. */
export interface PlacedBatch {
  readonly label: string;
  readonly path: string;
  readonly format: InputFormat | undefined;
  readonly batchId: string;
  /** SHA-256 of the file. */
  readonly digest: string;
  readonly extractTs: Micros;
  readonly loadTs: Micros;
  readonly feed: Channel;
  readonly isFull: boolean;
  readonly kept: KeptBatch | undefined;
  /** Whether a batch of a source is, and one with a later extract was loaded before. */
  readonly isLate: boolean;
}
