import type { Manifest } from '@audit/warehouse';
import type { ProfileBatch } from '../load/profile-batch.ts';

/** One delivery of contacts: a file, and what is known of it. Each record is a single change. */
export type ContactBatch = Omit<ProfileBatch, 'feed'>;

/** What became of the records of a batch. */
export interface ContactAccount {
  readonly received: number;
  /** Records that became observations. */
  readonly accepted: number;
  readonly quarantined: number;
  /** Versions of all contacts after the load, and before it. */
  readonly versions: number;
  readonly versionsBefore: number;
}

export interface ContactLoad {
  /** `skipped`: the batch was loaded before. */
  readonly status: 'applied' | 'skipped';
  readonly batchId: string;
  readonly account: ContactAccount;
  readonly unknownColumns: readonly string[];
  /** The head after the load. */
  readonly manifest: Manifest;
}
