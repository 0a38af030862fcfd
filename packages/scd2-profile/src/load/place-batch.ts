import { BatchChanged, LoadTimeNotLater, type Micros, qualifiedName, type Table, UsageError } from '@audit/contract';
import { profileBatches } from '@audit/contract/profile';
import { fileSource, hashSource, type Lake, type Manifest, type Session, tableScan, textLiteral } from '@audit/warehouse';
import type { PlacedBatch, ProfileBatch } from './profile-batch.ts';
import { instantOfSql } from './sql-instant.ts';

/** Where a batch stands among those loaded. */
export type Placed = { readonly known: true; readonly batchId: string } | { readonly known: false; readonly batch: PlacedBatch };

const latest = (...times: readonly (Micros | undefined)[]): Micros | undefined =>
  times.reduce((late, time) => (late === undefined || (time !== undefined && time > late) ? time : late), undefined);

/**
 * Decides everything about a batch that was left open, by what was loaded before.
 *
 * @param clock of the run @param batches those loaded: a table with batch_id, digest, path, extract_ts and load_ts
 * @throws {@link BatchChanged} for a batch id that was loaded with other content
 * @throws {@link LoadTimeNotLater} for a given load time that is not after the last one
 */
export const placeBatch = async (
  session: Session,
  lake: Lake,
  parent: Manifest,
  given: ProfileBatch,
  clock: Micros,
  batches: Table = profileBatches,
): Promise<Placed> => {
  const sha256 = given.kept?.digest ?? (await hashSource(fileSource(given.path, given.label))).sha256;
  const batchId = given.batchId ?? sha256;
  if (batchId.trim() === '') throw new UsageError('the batch id is blank', 'name the batch, or leave --batch-id out');
  // When corrections were drawn up says nothing of how late a source is.
  const ofSources = 'feed' in batches.columns ? `CASE WHEN feed <> 'correction' THEN extract_ts END` : 'extract_ts';
  const scan = tableScan(lake, batches, parent.tables[qualifiedName(batches)]);
  const [before] = await session.evidence(`SELECT digest, path, load_ts FROM (${scan}) b WHERE batch_id = ${textLiteral(batchId)}`, 1);
  if (before !== undefined && before['digest'] !== sha256) throw new BatchChanged(batchId, given.label, before['path'] ?? '');
  if (before !== undefined) return { known: true, batchId };
  const [last] = await session.evidence(`SELECT MAX(load_ts) AS load_ts, MAX(${ofSources}) AS extract_ts FROM (${scan}) b`, 1);
  const lastLoad = instantOfSql(last?.['load_ts']);
  if (given.loadTs !== undefined && lastLoad !== undefined && given.loadTs <= lastLoad) throw new LoadTimeNotLater(given.loadTs, lastLoad);
  const extractTs = given.extractTs ?? clock;
  const lastExtract = instantOfSql(last?.['extract_ts']);
  return {
    known: false,
    batch: {
      label: given.label,
      path: given.path,
      format: given.format,
      batchId,
      digest: sha256,
      extractTs,
      loadTs: given.loadTs ?? latest(clock, lastLoad === undefined ? undefined : ((lastLoad + 1n) as Micros)) ?? clock,
      feed: given.feed,
      isFull: given.isFull ?? false,
      kept: given.kept,
      isLate: given.feed !== 'correction' && lastExtract !== undefined && extractTs < lastExtract,
    },
  };
};
