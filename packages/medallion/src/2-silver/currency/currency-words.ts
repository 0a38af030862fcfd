import { countryCurrencies, currencyAliases, knownCurrencies, symbolCurrencies } from '@audit/contract';
import { textLiteral } from '@audit/warehouse';

const list = (values: readonly string[]): string => values.map(textLiteral).join(', ');
const rows = (values: readonly (readonly string[])[]): string => values.map((row) => `(${list(row)})`).join(', ');

/** SQL of the code a text names, of the text without blanks around it and of that in capitals: an alias, a shared sign as it is, or the capitals. */
export const codeSql = (bare: string, capitals: string): string => {
  const named = (of: string): string =>
    Object.entries(currencyAliases)
      .map(([spelling, code]) => `WHEN ${of} = ${textLiteral(spelling)} THEN ${textLiteral(code)}`)
      .join(' ');
  const signs = list(Object.keys(symbolCurrencies));
  return `CASE ${named(bare)} WHEN ${bare} IN (${signs}) THEN ${bare} ${named(capitals)} ELSE ${capitals} END`;
};

/** SQL of a code in which a shared sign is what it means in a country with this currency; a sign where it means none there. */
export const meantSql = (code: string, countryCurrency: string): string => {
  const meant = Object.entries(symbolCurrencies).map(
    ([sign, codes]) => `WHEN ${code} = ${textLiteral(sign)} AND ${countryCurrency} IN (${list(codes)}) THEN ${countryCurrency}`,
  );
  return `CASE ${meant.join(' ')} ELSE ${code} END`;
};

/** SQL of whether a code is a sign that could mean several currencies. */
export const isSignSql = (code: string): string => `${code} IN (${list(Object.keys(symbolCurrencies))})`;

/** SQL of whether money has a code. */
export const isKnownSql = (code: string): string => `${code} IN (${list(knownCurrencies)})`;

/** SQL rows of (country, currency, since, until). */
export const countryRows = (): string =>
  rows(countryCurrencies.map(({ country, currency, since, until }) => [country, currency, since, until]));
