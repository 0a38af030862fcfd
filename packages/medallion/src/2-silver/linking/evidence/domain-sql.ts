import { textLiteral } from '@audit/warehouse';
import { secondLevels } from './mail-lists.ts';

const list = (words: readonly string[]): string => `(${words.map(textLiteral).join(', ')})`;

/**
 * Relation of `rows` (i, …, address) with the host of a web address, or of what stands behind the @ of a mailbox, and the domain registered
 * for it: `host` in lower case, without `www`, and `registered`, two labels of it, three where the country has second levels (`co.uk`).
 * Both NULL where the address is none. Step by step: the engine works each expression out as often as it is written.
 */
export const hostsSql = (rows: string): string => {
  const bare = `REGEXP_REPLACE(LOWER(TRIM(address)), '^([a-z][a-z0-9+.-]*://)?([^/@]*@)?(www[0-9]?\\.)*', '')`;
  const isSecond = `LEN(labels) >= 3 AND LENGTH(labels[-1]) = 2 AND labels[-2] IN ${list(secondLevels)}`;
  return `SELECT * EXCLUDE (labels), CASE WHEN ${isSecond} THEN labels[-3] || '.' || labels[-2] || '.' || labels[-1] ELSE labels[-2] || '.' || labels[-1] END AS registered FROM (
    SELECT *, STRING_SPLIT(host, '.') AS labels FROM (
      SELECT * EXCLUDE (cut), CASE WHEN REGEXP_FULL_MATCH(cut, '[\\p{L}\\p{N}_-]+(\\.[\\p{L}\\p{N}_-]+)*\\.\\p{L}[\\p{L}\\p{N}-]+') THEN cut END AS host FROM (
        SELECT *, REGEXP_REPLACE(${bare}, '\\.*([:/?#].*)?$', '') AS cut FROM (${rows}) r) c) h) l`;
};

/** The label of a registered domain that the company chose: `acme` of `acme.co.uk`. */
export const labelSql = (registered: string): string => `SPLIT_PART(${registered}, '.', 1)`;
export const inList = (value: string, words: readonly string[]): string => `${value} IN ${list(words)}`;
