import { qualifiedName } from '@audit/contract';
import { profileBatches } from '@audit/contract/profile';
import { formatInstant } from '@audit/contract';
import { type Lake, type Manifest, modelSql, type Session, tableScan } from '@audit/warehouse';
import type { PlacedBatch } from './profile-batch.ts';
import { believedVersionsStage } from '../4-history/believed-versions.stage.ts';
import { standingObservationsStage } from '../4-history/standing-observations.stage.ts';
import { versionChangesStage } from '../4-history/version-changes.stage.ts';

/** Whether some batch besides this one could be contradicted by a snapshot, or this one by it. */
const snapshotsSpeak = async (session: Session, lake: Lake, parent: Manifest, { feed }: PlacedBatch): Promise<boolean> => {
  const state = parent.tables[qualifiedName(profileBatches)];
  if (state === undefined) return false;
  if (feed === 'snapshot') return true;
  const [row] = await session.evidence(`SELECT 1 AS n FROM (${tableScan(lake, profileBatches, state)}) b WHERE feed = 'snapshot'`, 1);
  return row !== undefined;
};

/**
 * Binds `believed`, what the observations add up to, and `changes`, what that is to the versions held before.
 *
 * @param session with `observed`, `held` and `states` bound @param lastSk highest surrogate key given so far
 */
export const bindBelief = async (session: Session, lake: Lake, parent: Manifest, batch: PlacedBatch, lastSk: number): Promise<void> => {
  if (await snapshotsSpeak(session, lake, parent, batch)) {
    await session.materialise('standing', modelSql(standingObservationsStage, session.engine, {}));
  } else await session.bindSql('standing', 'SELECT * FROM observed');
  await session.materialise('believed', modelSql(believedVersionsStage, session.engine, {}));
  const params = versionChangesStage.params.parse({ last_sk: lastSk, load_ts: formatInstant(batch.loadTs) });
  await session.materialise('changes', modelSql(versionChangesStage, session.engine, params));
};
