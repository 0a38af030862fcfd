import { dimCustomerProfile, profileAuditEvents, profileCorrections } from '@audit/contract/profile';
import { defineStage } from '@audit/warehouse';
import { z } from 'zod';
import { changedAttributes } from '../canonical/changed-attributes.ts';
import { believedVersions } from '../tables/believed-versions.ts';
import { profileContents } from '../tables/profile-contents.ts';
import { versionChanges } from '../tables/version-changes.ts';

/** Changes of belief → audit events. */
export const auditEventsStage = defineStage({
  id: 'scd2-profile/audit-events',
  reads: {
    changes: { table: versionChanges, by: 'whole' },
    believed: { table: believedVersions, by: 'whole' },
    held: { table: dimCustomerProfile, by: 'whole' },
    contents: { table: profileContents, by: 'whole' },
    new_corrections: { table: profileCorrections, by: 'whole' },
  },
  writes: profileAuditEvents,
  params: z.strictObject({
    load_ts: z.iso.datetime(),
    batch_id: z.string(),
  }),
  constants: { attributes_changed: changedAttributes('p', 'n') },
  model: new URL('./audit-events.sql', import.meta.url),
});
