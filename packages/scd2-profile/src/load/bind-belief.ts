import { qualifiedName } from '@audit/contract';
import { profileBatches } from '@audit/contract/profile';
import { formatInstant } from '@audit/contract';
import { type Lake, type Manifest, modelSql, type Session, tableScan } from '@audit/warehouse';
import { bindStanding } from './bind-standing.ts';
import type { PlacedBatch } from './profile-batch.ts';
import type { Touched } from './touched-customers.ts';
import { believedVersionsStage } from '../4-history/believed-versions.stage.ts';
import { versionChangesStage } from '../4-history/version-changes.stage.ts';

/** Whether some batch besides this one could be contradicted by a snapshot, or this one by it. */
const snapshotsSpeak = async (session: Session, lake: Lake, parent: Manifest, { feed }: PlacedBatch): Promise<boolean> => {
  const state = parent.tables[qualifiedName(profileBatches)];
  if (state === undefined) return false;
  if (feed === 'snapshot') return true;
  const [row] = await session.evidence(`SELECT 1 AS n FROM (${tableScan(lake, profileBatches, state)}) b WHERE feed = 'snapshot'`, 1);
  return row !== undefined;
};

/** What is known before a load: of its customers, and the highest surrogate key given so far. */
interface Before {
  readonly touched: Touched;
  readonly lastSk: number;
}

/**
 * Binds `believed`, what the observations add up to, and `changes`, what that is to the versions held before.
 *
 * @param session with `observed`, `held` and `states` bound
 */
export const bindBelief = async (
  session: Session,
  lake: Lake,
  parent: Manifest,
  batch: PlacedBatch,
  { touched, lastSk }: Before,
): Promise<void> => {
  await bindStanding(session, { snapshots: await snapshotsSpeak(session, lake, parent, batch), corrections: touched.corrections > 0 });
  await session.materialise('believed', modelSql(believedVersionsStage, session.engine, {}));
  const params = versionChangesStage.params.parse({ last_sk: lastSk, load_ts: formatInstant(batch.loadTs) });
  await session.materialise('changes', modelSql(versionChangesStage, session.engine, params));
};
