import { quote, type ReasonCode, trimmedCharacters } from '@audit/contract';
import { textLiteral } from '@audit/warehouse';

/** Why a record is refused. */
export interface RefusalRule {
  readonly code: ReasonCode;
  readonly column: string;
  /** Condition over the columns of a delivery. */
  readonly when: string;
}

/** A column without the blanks around it. The common text has none and is not trimmed at all. */
const trimmed = (name: string): string =>
  `CASE WHEN REGEXP_FULL_MATCH(${quote(name)}, '[!-~]+') THEN ${quote(name)} ELSE TRIM(${quote(name)}, ${textLiteral(trimmedCharacters)}) END`;

export const blankText = (column: string, code: ReasonCode): RefusalRule => ({
  code,
  column,
  when: `COALESCE(${trimmed(column)}, '') = ''`,
});

/** @param limit most characters */
export const longText = (column: string, limit: number, code: ReasonCode): RefusalRule => ({
  code,
  column,
  when: `LENGTH(${trimmed(column)}) > ${limit}`,
});

/** A delete says nothing but what it is about. */
export const unlessDelete = (rule: RefusalRule): RefusalRule => ({ ...rule, when: `op IS DISTINCT FROM 'DELETE' AND ${rule.when}` });
