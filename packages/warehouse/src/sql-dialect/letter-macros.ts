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
} satisfies Record<string, Macro>;
