import { qualifiedName } from '@audit/contract';
import { dimCustomerProfile, profileAuditEvents, profileBatches, standardizedProfiles } from '@audit/contract/profile';
import { defineJob, type Engine, type Job, type Lake, type LakeLock, type Manifest, runJob } from '@audit/warehouse';
import { noProfiles } from '../no-profiles.ts';
import { profileKpiPartsStage } from './profile-kpi-parts.stage.ts';
import { profileKpisStage } from './profile-kpis.stage.ts';
import { profileQuartersStage } from './profile-quarters.stage.ts';

export interface ProfileKpiOptions {
  /** Business zone: its midnights cut the quarters. */
  readonly zone: string;
}

/** The profile's history → quarters → key figures and their parts. */
const profileKpiJob = ({ zone }: ProfileKpiOptions): Job =>
  defineJob('profile-kpi', ({ source, run }) => {
    const versions = source(dimCustomerProfile);
    const events = source(profileAuditEvents);
    const standardized = source(standardizedProfiles);
    const batches = source(profileBatches);
    const quarters = run(profileQuartersStage, { versions, events, standardized, batches }, { zone });
    run(profileKpisStage, { quarters }, {});
    run(profileKpiPartsStage, { quarters }, {});
  });

/**
 * Brings the key figures of the customer profile up to date, in one commit; where nothing they depend on changed, there is none.
 *
 * @returns the head after the run
 * @throws UsageError for a lake without profiles; {@link CheckFailed}, {@link DamagedFile}; then nothing was published
 * @see founding document 002, sections 2 and 13; docs/profile.md, "Key figures"
 */
export const buildProfileKpis = async (
  engine: Engine,
  lake: Lake,
  lock: LakeLock,
  options: ProfileKpiOptions,
  run: { readonly runId: string; readonly clock: string; readonly configHash?: string },
): Promise<Manifest> => {
  const parent = lake.head();
  if (parent.tables[qualifiedName(dimCustomerProfile)] === undefined) throw noProfiles();
  return await runJob(engine, lake, lock, profileKpiJob(options), { ...run, parent });
};
