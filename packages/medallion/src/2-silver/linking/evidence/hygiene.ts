import type { Session } from '@audit/warehouse';
import type { SharedKind } from './shared-kinds.ts';

/** Values of a kind that are no evidence, or are: how many there are, on how many accounts. */
export interface HygieneCount {
  readonly kind: SharedKind;
  /** `kept`, or why values were left out: placeholder, agency, over-shared, … */
  readonly what: string;
  readonly values: number;
  readonly accounts: number;
}

/** Counts of one kind of evidence; kept values are those on one account too. */
export const hygieneOf = async (session: Session, kind: SharedKind, most: number): Promise<readonly HygieneCount[]> => {
  // The join is on one expression: with a second condition the engine compares every row with every other.
  const rows = await session.evidence(
    `SELECT what, COUNT(DISTINCT value) AS values, COUNT(DISTINCT i) AS accounts FROM (
       SELECT k.i, k.${kind} AS value, COALESCE(k.dropped, CASE WHEN v.holders > ${most} THEN 'over-shared' ELSE 'kept' END) AS what
       FROM lk_${kind} k LEFT JOIN lk_${kind}_values v ON v.value = CASE WHEN k.dropped IS NULL THEN k.${kind} END) s
     GROUP BY what ORDER BY what`,
    100,
  );
  return rows.map((row) => ({ kind, what: row['what'] ?? '', values: Number(row['values']), accounts: Number(row['accounts']) }));
};
