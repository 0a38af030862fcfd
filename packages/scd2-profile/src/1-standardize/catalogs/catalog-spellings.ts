import { defineTable, int32, type Row, text } from '@audit/contract';
import type { Catalog, CatalogValue } from './catalog.ts';

/** Codes and source codes as they are written in the files, before the engine trims and folds them. */
export const catalogSpellings = defineTable({
  name: 'catalog_spellings',
  layer: 'ops',
  grain: ['spelling'],
  description: 'Codes and source codes as written.',
  columns: {
    spelling: int32({ description: 'Number, in the order of the files; codes come before source codes' }),
    catalog: text({ description: 'Name of the catalog' }),
    written: text({ description: 'Text as written' }),
    code: text({ description: 'Code it stands for' }),
  },
});

/** A row of {@link catalogSpellings} with the value it was written at. */
export interface Spelling {
  readonly value: CatalogValue;
  readonly isCode: boolean;
  readonly row: Row<typeof catalogSpellings>;
}

export const spellingsOf = (catalogs: readonly Catalog[]): readonly Spelling[] => {
  const written = catalogs.flatMap(({ file, values }) => {
    const catalog = file.replace(/\.yaml$/, '');
    return [
      ...values.map((value) => ({ value, isCode: true, catalog, text: value.code })),
      ...values.flatMap((value) => value.source_codes.map((source) => ({ value, isCode: false, catalog, text: source }))),
    ];
  });
  return written.map(({ value, isCode, catalog, text }, spelling) => ({
    value,
    isCode,
    row: { spelling, catalog, written: text, code: value.code },
  }));
};
