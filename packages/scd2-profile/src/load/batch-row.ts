import type { Row } from '@audit/contract';
import type { profileBatches } from '@audit/contract/profile';
import type { PlacedBatch } from './profile-batch.ts';
import type { LoadAccount } from '../7-quality/load-account.ts';

/** The row of a batch in `ops_profile_batches`. */
export const batchRow = (batch: PlacedBatch, account: LoadAccount, runId: string): Row<typeof profileBatches> => ({
  batch_id: batch.batchId,
  digest: batch.digest,
  path: batch.label,
  feed: batch.feed,
  is_full: batch.isFull,
  extract_ts: batch.extractTs,
  load_ts: batch.loadTs,
  received: BigInt(account.received),
  repeated: BigInt(account.repeated),
  quarantined: BigInt(account.quarantined),
  missing: BigInt(account.missing),
  implied: BigInt(account.implied),
  created: BigInt(account.created),
  corrected: BigInt(account.corrected),
  closed: BigInt(account.closed),
  type1_updated: BigInt(account.type1Updated),
  unchanged: BigInt(account.unchanged),
  run_id: runId,
});
