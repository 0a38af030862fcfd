import { quote, type ReasonCode } from '@audit/contract';
import { trimmedText } from '../load/trimmed-text.ts';

/** Why a record is refused. */
export interface RefusalRule {
  readonly code: ReasonCode;
  readonly column: string;
  /** Condition over the columns of a delivery. */
  readonly when: string;
}

export const blankText = (column: string, code: ReasonCode): RefusalRule => ({
  code,
  column,
  when: `COALESCE(${trimmedText(quote(column))}, '') = ''`,
});

/** @param limit most characters */
export const longText = (column: string, limit: number, code: ReasonCode): RefusalRule => ({
  code,
  column,
  when: `LENGTH(${trimmedText(quote(column))}) > ${limit}`,
});

/** A delete says nothing but what it is about. */
export const unlessDelete = (rule: RefusalRule): RefusalRule => ({ ...rule, when: `op IS DISTINCT FROM 'DELETE' AND ${rule.when}` });
