import { bool, defineTable, list, text } from '@audit/contract';

/** Spellings of the two lists in a delivery, parsed and hashed once each. */
export const setSpellings = defineTable({
  name: 'set_spellings',
  layer: 'silver',
  grain: ['attribute', 'raw'],
  description: 'One row per set-valued attribute and distinct list in the delivery, with the set it stands for. Blank lists are left out.',
  columns: {
    attribute: text({ description: 'source_of_income or purpose_of_investment' }),
    raw: text({ description: 'List as delivered' }),
    members: list({ kind: 'text' })({ description: 'Codes, distinct, in byte order' }),
    set_hash: text({ description: 'SHA-256 of the members joined by |' }),
    unmapped: text({ description: 'The attribute, where the catalog does not know a member', nullable: true }),
    is_known: bool({ description: 'A member is other than UNKNOWN' }),
  },
});
