import { defineTable, text } from '@audit/contract';
import { standardizedProfiles } from '@audit/contract/profile';

/** A delivery as it is stored, with what is refused of it. Lives in memory. */
export const standardizedDelivery = defineTable({
  name: 'standardized_delivery',
  layer: 'silver',
  grain: ['batch_id', 'record'],
  description: 'One row per delivered record; where problem is null, the other columns are those of vw_customer_profile_standardized.',
  columns: {
    ...standardizedProfiles.columns,
    customer_id: text({ description: 'Customer, trimmed; null where it is blank', pii: 'quasi', nullable: true }),
    problem: text({ description: 'QUARANTINED_CUSTOMER_ID: blank, or longer than 50 characters; else null', nullable: true }),
  },
});
