import type { Pii } from './column.ts';

/** What sources call columns that tell who somebody is, in their common spellings. */
const direct =
  /(?:^|_)(?:name|firstname|lastname|surname|middlename|suffix|salutation|email|phone|mobile|mobilephone|fax|street|address|birthdate|birthday|dob|passport|ssn|iban)(?:_|$)|national_?id|tax_?id/;
/** Types whose values say nothing of a person, whatever their column is called. */
const impersonal =
  /^(?:id|reference|boolean|bool|int\w*|bigint|smallint|integer|double\b.*|real|numeric.*|currency|percent|timestamp.*|datetime|time|picklist)$/;

const words = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();

/**
 * The class of a column nobody declared, by its name and the type its source gives it: what may name a person is taken to do so, and is
 * masked wherever it is shown.
 */
export const personalClass = (name: string, type: string): Pii => {
  if (impersonal.test(type.toLowerCase())) return 'none';
  return direct.test(words(name)) ? 'direct' : 'quasi';
};
