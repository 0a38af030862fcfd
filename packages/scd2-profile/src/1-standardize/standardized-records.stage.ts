import { trimmedCharacters } from '@audit/contract';
import { customerProfileStandardized } from '@audit/contract/profile';
import { defineStage, textLiteral } from '@audit/warehouse';
import { z } from 'zod';
import { enumSpellings } from '../tables/enum-spellings.ts';
import { setSpellings } from '../tables/set-spellings.ts';
import { standardizedRecords } from '../tables/standardized-records.ts';

/** What people write between the characters of an identity number: blanks, dashes, dots, slashes. The hyphen stands last, as itself. */
const separators = `${trimmedCharacters}./\u2010\u2011\u2012\u2013\u2014\u2015\u2212-`;
const thaiAndFullWidthDigits = '๐๑๒๓๔๕๖๗๘๙０１２３４５６７８９';

/** Delivered records → their stored form, record by record. */
export const standardizedRecordsStage = defineStage({
  id: 'scd2-profile/standardized-records',
  reads: {
    delivered: { table: customerProfileStandardized, by: 'whole' },
    enum_spellings: { table: enumSpellings, by: 'whole' },
    set_spellings: { table: setSpellings, by: 'whole' },
  },
  writes: standardizedRecords,
  params: z.strictObject({}),
  constants: { separators: textLiteral(`[${separators}]+`), digits: textLiteral(thaiAndFullWidthDigits) },
  model: new URL('./standardized-records.sql', import.meta.url),
});
