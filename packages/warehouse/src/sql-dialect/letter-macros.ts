import { trimmedCharacters } from '@audit/contract';
import { textLiteral } from './literal.ts';
import type { Macro } from './macro.ts';
import { upperLetters } from './upper-letters.ts';

const blanks = textLiteral(trimmedCharacters);
const blankAtAnEnd = textLiteral(`^[${trimmedCharacters}]|[${trimmedCharacters}]$`);
/**
 * Trimming by a list of characters costs ten times the look whether there is anything to trim. NULLIF stands at what is cheap only:
 * DuckDB writes its argument twice.
 */
const trimmed = (x: string | undefined, hasBlanks: string, cut: string): string =>
  `CASE WHEN ${hasBlanks} THEN NULLIF(${cut}, '') WHEN ${x} <> '' THEN ${x} END`;

/** Text with a letter or mark that NFC may change; Thai, which has many marks, only where they stand in another order than NFC's. */
const mayBeDecomposed = textLiteral('[^\u0001-\u02FF\u0E00-\u0E7F]|[\u0E48-\u0E4B][\u0E38-\u0E3A]|[\u0E38\u0E39]\u0E3A');
/** Latin, Greek and Cyrillic letters before the marks they are composed with, Kana before voice marks, Hangul in parts, and letters NFC replaces. */
const seemsDecomposed = textLiteral(
  '[A-Za-z\u00C0-\u04FF\u1E00-\u1FFF][\u0300-\u0345]|[\u3046-\u30FD][\u3099\u309A]|[\u1100-\u1112][\u1161-\u1175]|[\u2126\u212A\u212B\uF900-\uFAD9]',
);

/** Blanks and capitals by frozen tables: engines disagree on both. */
export const letterMacros = {
  trimmed: {
    means: 'text without the 27 blank characters (contract: trimmedCharacters) at both ends; NULL where nothing is left',
    takes: { x: 'sql' },
    duckdb: (x) => trimmed(x, `REGEXP_MATCHES(${x}, ${blankAtAnEnd})`, `TRIM(${x}, ${blanks})`),
    spark: (x) => trimmed(x, `${x} RLIKE ${blankAtAnEnd}`, `BTRIM(${x}, ${blanks})`),
  },
  upper: {
    means: 'text in capitals by the frozen table (upperLetters), one code point to one, in no language',
    takes: { x: 'sql' },
    // The same table: checkUpper compares it when profiles are loaded.
    duckdb: (x) => `UPPER(${x})`,
    spark: (x) => `TRANSLATE(${x}, ${textLiteral(upperLetters().small)}, ${textLiteral(upperLetters().capital)})`,
  },
  lower: {
    means: 'text in small letters, in no language; letters whose small form is several stay as they are',
    takes: { x: 'sql' },
    duckdb: (x) => `LOWER(${x})`,
    spark: (x) => `TRANSLATE(${x}, ${textLiteral(upperLetters().capital)}, ${textLiteral(upperLetters().small)})`,
  },
  title: {
    means: 'text in small letters, but for the first of each word between single spaces',
    takes: { x: 'sql' },
    duckdb: (x) => `ARRAY_TO_STRING(LIST_TRANSFORM(STRING_SPLIT(LOWER(${x}), ' '), LAMBDA w: UPPER(SUBSTR(w, 1, 1)) || SUBSTR(w, 2)), ' ')`,
    spark: (x) => `INITCAP(${x})`,
  },
  not_nfc: {
    means: 'whether text is not in the normal form NFC; a guess where the engine cannot normalise. To watch data by, never for identity',
    takes: { x: 'sql' },
    duckdb: (x) => `CASE WHEN REGEXP_MATCHES(${x}, ${mayBeDecomposed}) THEN NFC_NORMALIZE(${x}) <> ${x} ELSE FALSE END`,
    spark: (x) => `COALESCE(${x} RLIKE ${seemsDecomposed}, FALSE)`,
  },
} satisfies Record<string, Macro>;
