import { defineTable, int64, text } from '@audit/contract';

/** Customers in force at a time, counted by what they are. */
export const profileSegments = defineTable({
  name: 'profile_segments',
  layer: 'curated',
  grain: ['attribute', 'code'],
  description: 'Customers whose profile is in force at a time, by occupation, business type and bands.',
  columns: {
    attribute: text({ description: 'occupation, business_type, total_asset or monthly_income' }),
    code: text({ description: 'Code of its catalog; empty where the profile has none' }),
    customers: int64({ description: 'Customers' }),
  },
});
