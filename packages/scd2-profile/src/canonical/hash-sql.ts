import { type HashVersion, setAttributes } from '@audit/contract/profile';
import { textLiteral, upperLetters } from '@audit/warehouse';
import { escapedPartsIn, type HashWords, literalPartsIn } from './profile-hash.ts';

/** Engines the hash is written for. */
export const hashEngines = ['duckdb', 'postgresql', 'spark'] as const;
export type HashEngine = (typeof hashEngines)[number];

interface Words extends HashWords {
  /** SHA-256 of the UTF-8 bytes of a text, in lower-case hex. */
  readonly sha256: (text: string) => string;
  /** The elements of a list with | between them. */
  readonly members: (list: string) => string;
}

/** upper() of most engines knows languages, and letters whose capital is two. */
const byTable = (text: string): string => {
  const { small, capital } = upperLetters();
  return `TRANSLATE(${text}, ${textLiteral(small)}, ${textLiteral(capital)})`;
};

const words: Readonly<Record<HashEngine, Words>> = {
  duckdb: {
    upper: (text) => `UPPER(${text})`,
    day: (date) => `STRFTIME(${date}, '%Y-%m-%d')`,
    sha256: (text) => `SHA256(${text})`,
    members: (list) => `ARRAY_TO_STRING(${list}, '|')`,
  },
  postgresql: {
    upper: byTable,
    day: (date) => `TO_CHAR(${date}, 'YYYY-MM-DD')`,
    sha256: (text) => `ENCODE(SHA256(CONVERT_TO(${text}, 'UTF8')), 'hex')`,
    members: (list) => `ARRAY_TO_STRING(${list}, '|')`,
  },
  spark: {
    upper: byTable,
    day: (date) => `DATE_FORMAT(${date}, 'yyyy-MM-dd')`,
    sha256: (text) => `SHA2(${text}, 256)`,
    members: (list) => `ARRAY_JOIN(${list}, '|')`,
  },
};

/**
 * The hash of a version as SQL of an engine, over the columns of curated_dim_customer_profile (or of any table with their names, its
 * lists distinct and in byte order): `canonical` is the string, `hash` its SHA-256. For people who recompute it elsewhere.
 */
export const hashSql = (engine: HashEngine, version: HashVersion): { readonly canonical: string; readonly hash: string } => {
  const { sha256, members } = words[engine];
  const sets = setAttributes.map((name) => sha256(members(name)));
  const parts = version === 2 ? [`''`, ...escapedPartsIn(words[engine])] : literalPartsIn(words[engine]);
  const canonical = [...parts, ...sets].join(`\n|| '|' || `);
  return { canonical, hash: sha256(canonical) };
};
