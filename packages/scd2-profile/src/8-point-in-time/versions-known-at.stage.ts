import { hashAlgorithmVersion, profileIdentities, profileRevisions, standardizedProfiles } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { profileVersions } from '../tables/profile-versions.ts';

const identity = ['profile_hash', 'load_ts'];
const interval = ['customer_profile_version_sk', 'customer_id', 'version_num', 'effective_start_ts', 'effective_end_ts'];

/** Identity comes from the ledger, interval from the revision, content from the observation that presented it then. */
const valueOf = (name: string): string => {
  if (name === 'hash_algorithm_version') return `CAST(${hashAlgorithmVersion} AS INTEGER)`;
  if (name === 'is_current') return 'r.effective_end_ts IS NULL';
  return `${identity.includes(name) ? 'i' : interval.includes(name) ? 'r' : 's'}.${name}`;
};

/** All that was ever believed → what was in force at a time, as known at another. */
export const versionsKnownAtStage = defineStage({
  id: 'scd2-profile/versions-known-at',
  reads: {
    revisions: { table: profileRevisions, by: 'whole' },
    identities: { table: profileIdentities, by: 'whole' },
    standardized: { table: standardizedProfiles, by: 'whole' },
  },
  writes: profileVersions,
  params: z.strictObject({ at: z.iso.datetime(), known_at: z.iso.datetime(), customer_id: z.string().nullable() }),
  constants: {
    columns: Object.keys(profileVersions.columns)
      .map((name) => `${valueOf(name)} AS ${name}`)
      .join(', '),
  },
  model: new URL('./versions-known-at.sql', import.meta.url),
});
