import { trimmedCharacters } from '@audit/contract';
import { textLiteral } from '@audit/warehouse';

/** The customer of a delivered row, as the tables know it: the id trimmed; empty where there is none. The common id is not trimmed at all. */
export const customerOf = (alias: string): string =>
  `CASE WHEN REGEXP_FULL_MATCH(${alias}.customer_id, '[!-~]+') THEN ${alias}.customer_id
    ELSE COALESCE(TRIM(${alias}.customer_id, ${textLiteral(trimmedCharacters)}), '') END`;
