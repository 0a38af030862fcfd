import type { FieldKind } from './field.ts';

/** Like text where it may stand, and lower, so that both are found by one comparison. */
export const ANY = -1;
export const TEXT = 0;
export const INSTANT = 1;
export const FLAG = 2;
export const JSON_VALUE = 3;
export const ID = 4;
export const DECIMAL_6 = 5;
export const DECIMAL_8 = 6;

/** Kinds of fields as numbers, for the loops over cells. */
export const kindNumbers: Readonly<Record<FieldKind, number>> = {
  text: TEXT,
  instant: INSTANT,
  flag: FLAG,
  json: JSON_VALUE,
  any: ANY,
  id: ID,
  decimal6: DECIMAL_6,
  decimal8: DECIMAL_8,
};
