import type { Row, Table } from '@audit/contract';
import { qualifiedName } from '@audit/contract';
import { contactBatches, profileBatches } from '@audit/contract/profile';
import { type DuckDbEngine, type Lake, type LakeLock, type Manifest, tableScan } from '@audit/warehouse';
import { hashVersionOf } from '../canonical/hash-version.ts';
import { loadContactBatch } from '../contact/load-contact-batch.ts';
import { loadProfileBatch, type ProfileLoadOptions, type ProfileRun } from '../load/load-profile-batch.ts';
import type { KeptBatch, ProfileBatch } from '../load/profile-batch.ts';
import { rehashProfiles } from '../rehash/rehash-profiles.ts';
import { type ComparedTable, compareTables } from './compare-tables.ts';

/** A version of a lake to be made anew, and the empty lake it is made in. */
export interface Rebuilding {
  readonly from: { readonly lake: Lake; readonly manifest: Manifest };
  readonly into: { readonly lake: Lake; readonly lock: LakeLock };
  readonly options: Omit<ProfileLoadOptions, 'missing'>;
  /** Told of each batch that is loaded again, and how many there are. */
  readonly onBatch: (batchId: string, of: number) => Promise<void>;
}

export interface Rebuilt {
  readonly batches: number;
  /** Tables of the history, each compared with what it was. */
  readonly tables: readonly ComparedTable[];
  /** The head of the new lake. */
  readonly manifest: Manifest;
}

/**
 * Makes the whole history of profiles and contacts anew from bronze: every batch, as it was delivered then, at its own times, by the
 * catalogs of now. The caller holds the lock of the new lake.
 *
 * @throws what a load throws; DamagedFile
 * @see docs/profile.md, "Rebuilding"
 */
export const rebuildProfiles = async (engine: DuckDbEngine, rebuilding: Rebuilding, run: ProfileRun): Promise<Rebuilt> => {
  const { from, into, options, onBatch } = rebuilding;
  const profiles = await batchesOf(engine, from, profileBatches);
  const contacts = await batchesOf(engine, from, contactBatches);
  const of = profiles.length + contacts.length;
  for (const batch of profiles) {
    // Whom a full extract closed then is closed again, however many they were.
    const missing = { close: batch.implied > 0n, mostPercent: 100 };
    const again = { ...keptBatch(from, batch), feed: batch.feed as ProfileBatch['feed'], isFull: batch.is_full };
    await loadProfileBatch(engine, into.lake, into.lock, again, { ...options, missing }, { ...run, runId: batch.run_id });
    await onBatch(batch.batch_id, of);
  }
  for (const batch of contacts) {
    await loadContactBatch(engine, into.lake, into.lock, keptBatch(from, batch), { ...run, runId: batch.run_id });
    await onBatch(batch.batch_id, of);
  }
  if (of > 0) await rehashProfiles(engine, into.lake, into.lock, hashVersionOf(from.manifest), run);
  const manifest = into.lake.head();
  return { batches: of, tables: await compareTables(engine, from, { lake: into.lake, manifest }), manifest };
};

/** In the order of their loads. */
const batchesOf = async <T extends Table>(
  engine: DuckDbEngine,
  { lake, manifest }: Rebuilding['from'],
  table: T,
): Promise<readonly Row<T>[]> => {
  await using session = await engine.session();
  const scan = tableScan(lake, table, manifest.tables[qualifiedName(table)]);
  return await session.rows(`SELECT * FROM (${scan}) b ORDER BY load_ts`, table);
};

type Loaded = Pick<Row<typeof profileBatches>, 'batch_id' | 'digest' | 'path' | 'extract_ts' | 'load_ts'>;

const keptBatch = (
  from: Omit<KeptBatch, 'digest'>,
  { batch_id: batchId, digest, path, extract_ts: extractTs, load_ts: loadTs }: Loaded,
) => ({
  label: path,
  path,
  batchId,
  extractTs,
  loadTs,
  kept: { ...from, digest },
});
