import { defineTable, text } from '@audit/contract';

/** What the catalogs say about spellings, as a relation: a code stands for itself, a source code for the code it is mapped to. */
export const catalogCodes = defineTable({
  name: 'catalog_codes',
  layer: 'ops',
  grain: ['catalog', 'raw'],
  description: 'One row per catalog and spelling it knows, with the code the spelling is stored as.',
  columns: {
    catalog: text({ description: 'Name of the catalog, such as customer_occupation' }),
    raw: text({ description: 'Code or source code, trimmed and in capitals' }),
    code: text({ description: 'Code it is stored as' }),
  },
});
