import { defineTable } from '@audit/contract';
import { dimCustomerProfile } from '@audit/contract/profile';

const { material_key: _material, batch_id: _batch, record: _record, ...columns } = dimCustomerProfile.columns;

/** Versions as they are shown: the columns of section 5 of the law, with the two sets as lists. */
export const profileVersions = defineTable({
  name: 'profile_versions',
  layer: 'curated',
  grain: ['customer_id', 'effective_start_ts'],
  description: 'Profile versions as they are shown, in time order.',
  columns,
});
