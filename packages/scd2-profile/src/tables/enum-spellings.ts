import { defineTable, text } from '@audit/contract';

/** Spellings of enumerations in a delivery: few, so each is read once and not once a record. */
export const enumSpellings = defineTable({
  name: 'enum_spellings',
  layer: 'silver',
  grain: ['attribute', 'raw'],
  description: 'One row per enumeration and distinct spelling in the delivery, with the code it is stored as.',
  columns: {
    attribute: text({ description: 'Column of the delivery' }),
    raw: text({ description: 'Spelling as delivered' }),
    code: text({ description: 'Code it is stored as; null where it is blank or the catalog does not know it', nullable: true }),
    unmapped: text({ description: 'The attribute, where the spelling is not blank and the catalog does not know it', nullable: true }),
    finding: text({
      description: 'Quality code where the code holds | or is __NULL__, which the canonical string cannot tell apart',
      nullable: true,
    }),
  },
});
