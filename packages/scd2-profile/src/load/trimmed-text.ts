import { trimmedCharacters } from '@audit/contract';
import { textLiteral } from '@audit/warehouse';

/** A delivered text without the blanks around it, in DuckDB's SQL. The common one has none and is not trimmed at all. */
export const trimmedText = (text: string): string =>
  `CASE WHEN REGEXP_FULL_MATCH(${text}, '[!-~]+') THEN ${text} ELSE TRIM(${text}, ${textLiteral(trimmedCharacters)}) END`;
