import { textLiteral } from '@audit/warehouse';
import { secondLevels } from './mail-lists.ts';

const list = (words: readonly string[]): string => `(${words.map(textLiteral).join(', ')})`;

/** Host of a web address or of what stands behind the @ of a mailbox: lower case, no `www`; NULL where there is none. */
export const hostSql = (address: string): string => {
  const bare = `REGEXP_REPLACE(REGEXP_REPLACE(LOWER(TRIM(${address})), '^[a-z][a-z0-9+.-]*://', ''), '^[^/@]*@', '')`;
  const host = `REGEXP_REPLACE(REGEXP_REPLACE(${bare}, '[:/?#].*$', ''), '^(www[0-9]?\\.)+|\\.+$', '', 'g')`;
  return `CASE WHEN REGEXP_FULL_MATCH(${host}, '[\\p{L}\\p{N}_-]+(\\.[\\p{L}\\p{N}_-]+)*\\.\\p{L}[\\p{L}\\p{N}-]+') THEN ${host} END`;
};

/** The domain a company registered, of a host: two labels, three where the country has second levels (`co.uk`). */
export const registeredSql = (host: string): string => {
  const labels = `STRING_SPLIT(${host}, '.')`;
  const isSecond = `LEN(${labels}) >= 3 AND LENGTH(${labels}[-1]) = 2 AND ${labels}[-2] IN ${list(secondLevels)}`;
  return `CASE WHEN ${isSecond} THEN ARRAY_TO_STRING(${labels}[-3:], '.') ELSE ARRAY_TO_STRING(${labels}[-2:], '.') END`;
};

/** The label of a registered domain that the company chose: `acme` of `acme.co.uk`. */
export const labelSql = (registered: string): string => `SPLIT_PART(${registered}, '.', 1)`;
export const inList = (value: string, words: readonly string[]): string => `${value} IN ${list(words)}`;
