import { defineTable, int32, list, text, timestamp } from '@audit/contract';

/** What differs between two points in time. */
export const profileDifferences = defineTable({
  name: 'profile_differences',
  layer: 'curated',
  grain: ['customer_id'],
  description: 'Customers whose profile differs between two points in time: names of attributes and members of sets, no personal values.',
  columns: {
    customer_id: text({ description: 'Customer', pii: 'quasi' }),
    before_version_num: int32({ description: 'Version in force at the first point; null where there was none', nullable: true }),
    before_start_ts: timestamp({ description: 'Its first instant', unit: 'us UTC', nullable: true }),
    after_version_num: int32({ description: 'Version in force at the second point; null where there was none', nullable: true }),
    after_start_ts: timestamp({ description: 'Its first instant', unit: 'us UTC', nullable: true }),
    attributes_changed: list({ kind: 'text' })({ description: 'Names of scalars that differ, in the order of the hash' }),
    source_of_income_added: list({ kind: 'text' })({ description: 'Members that came' }),
    source_of_income_removed: list({ kind: 'text' })({ description: 'Members that went' }),
    purpose_of_investment_added: list({ kind: 'text' })({ description: 'Members that came' }),
    purpose_of_investment_removed: list({ kind: 'text' })({ description: 'Members that went' }),
  },
});
