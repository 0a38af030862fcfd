import { type Macro, same } from './macro.ts';

/** Text, digests and patterns. */
export const textMacros = {
  text: {
    means: 'x as text',
    takes: { x: 'sql' },
    duckdb: (x) => `CAST(${x} AS VARCHAR)`,
    spark: (x) => `CAST(${x} AS STRING)`,
  },
  joined: {
    means: 'texts one after another, none of them NULL; a row of || makes every part of the result anew',
    takes: { x: 'sql' },
    repeats: true,
    ...same((...texts) => `CONCAT(${texts.join(', ')})`),
  },
  trim_chars: {
    means: 'text without the listed characters at both ends',
    takes: { x: 'sql', characters: 'sql' },
    duckdb: (x, characters) => `TRIM(${x}, ${characters})`,
    spark: (x, characters) => `BTRIM(${x}, ${characters})`,
  },
  ascii_upper: {
    means: 'text with the letters a to z as capitals; other letters stay, for engines fold them differently',
    takes: { x: 'sql' },
    ...same((x) => `TRANSLATE(${x}, 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')`),
  },
  ascii_lower: {
    means: 'text with the letters A to Z as small letters, likewise',
    takes: { x: 'sql' },
    ...same((x) => `TRANSLATE(${x}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')`),
  },
  sha256_hex: {
    means: 'SHA-256 of text, in lower-case hex',
    takes: { x: 'sql' },
    duckdb: (x) => `SHA256(${x})`,
    spark: (x) => `SHA2(${x}, 256)`,
  },
  md5_hex: {
    means: 'MD5 of text, in lower-case hex; to spread rows, never for identity',
    takes: { x: 'sql' },
    ...same((x) => `MD5(${x})`),
  },
  row_fingerprint: {
    means: 'a hash of values that another engine, or another version of one, may make otherwise: for caches, never for identity',
    takes: { x: 'sql' },
    repeats: true,
    duckdb: (...args) => `CAST(HASH(${args.join(', ')}) >> 1 AS BIGINT)`,
    spark: (...args) => `SHIFTRIGHTUNSIGNED(XXHASH64(${args.join(', ')}), 1)`,
  },
  re_all: {
    means: 'text with every match replaced; plain patterns without backslashes, the replacement is literal',
    takes: { x: 'sql', pattern: 'sql', replacement: 'sql' },
    duckdb: (x, pattern, replacement) => `REGEXP_REPLACE(${x}, ${pattern}, ${replacement}, 'g')`,
    spark: (x, pattern, replacement) => `REGEXP_REPLACE(${x}, ${pattern}, ${replacement})`,
  },
  re_has: {
    means: 'whether the pattern matches somewhere in the text',
    takes: { x: 'sql', pattern: 'sql' },
    duckdb: (x, pattern) => `REGEXP_MATCHES(${x}, ${pattern})`,
    spark: (x, pattern) => `(${x} RLIKE ${pattern})`,
  },
  re_get: {
    means: 'a group of the first match; NULL where there is none or it is empty',
    takes: { x: 'sql', pattern: 'sql', group: 'whole' },
    ...same((x, pattern, group) => `NULLIF(REGEXP_EXTRACT(${x}, ${pattern}, ${group}), '')`),
  },
} satisfies Record<string, Macro>;
