import { callingCodes, countrySpellings, quote } from '@audit/contract';
import { textLiteral } from '@audit/warehouse';
import type { ColumnMapping } from './mapping-schema.ts';
import type { ModelTexts } from './model-texts.ts';

/** Name, in the model, of the spellings of countries joined to a column. */
export const countryRelation = (column: string): string => quote(`${column} country`);
/** Name of the calling codes joined to one. */
export const callingCode = (column: string): string => quote(`${column} calling code`);

/** A relation of constants, and how a column is joined with it. */
export interface PlaceJoin {
  readonly name: 'countries' | 'calling_codes';
  readonly join: string;
}

/** Relations of constants the joins use, as they stand in WITH. */
export const placeCte = (name: PlaceJoin['name'], texts: ModelTexts): string =>
  name === 'countries'
    ? `countries AS (SELECT spelling, code FROM (VALUES ${texts.named('country_spellings', spellingRows)}) AS v(spelling, code))`
    : `calling_codes AS (SELECT country, code, keeps_zero FROM (VALUES ${texts.named('calling_code_rows', callingRows)}) AS v(country, code, keeps_zero))`;

const spellingRows = (): string =>
  countrySpellings()
    .map(([spelling, code]) => `(${textLiteral(spelling)}, '${code}')`)
    .join(', ');
const callingRows = (): string =>
  callingCodes()
    .map(({ country, code, keepsZero }) => `('${country}', '${code}', ${keepsZero ? 'TRUE' : 'FALSE'})`)
    .join(', ');

/** The join a column needs to be read as a country. @param x its text */
export const countryJoin = ({ country, target }: ColumnMapping, x: string): PlaceJoin | undefined =>
  country === true
    ? {
        name: 'countries',
        join: `LEFT JOIN countries ${countryRelation(target)} ON ${countryRelation(target)}.spelling = @upper(REPLACE(${x}, '.', ''))`,
      }
    : undefined;

/** The join a column needs to be read as a telephone number. @param value SQL of another column of the row */
export const callingJoin = ({ phone, target }: ColumnMapping, value: (column: string) => string): PlaceJoin | undefined => {
  if (phone?.country === undefined && phone?.default === undefined) return undefined;
  const given = [
    ...(phone.country === undefined ? [] : [value(phone.country)]),
    ...(phone.default === undefined ? [] : [textLiteral(phone.default)]),
  ];
  const country = given.length === 1 ? given[0] : `COALESCE(${given.join(', ')})`;
  return { name: 'calling_codes', join: `LEFT JOIN calling_codes ${callingCode(target)} ON ${callingCode(target)}.country = ${country}` };
};
