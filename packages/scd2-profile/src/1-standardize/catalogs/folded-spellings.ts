import { defineTable, int32, text } from '@audit/contract';

/** Spellings as delivered text is looked up. */
export const foldedSpellings = defineTable({
  name: 'folded_spellings',
  layer: 'ops',
  grain: ['spelling'],
  description: 'Codes and source codes, trimmed and in capitals.',
  columns: {
    spelling: int32({ description: 'Number of the spelling' }),
    catalog: text({ description: 'Name of the catalog' }),
    raw: text({ description: 'Text as it is looked up; null where it is blank', nullable: true }),
    code: text({ description: 'Code it stands for' }),
  },
});
