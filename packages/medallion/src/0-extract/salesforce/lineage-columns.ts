import { formatInstant, type Micros, quote } from '@audit/contract';
import { textLiteral } from '@audit/warehouse';
import type { SalesforceObject } from './describe-object.ts';

/** What is the same of all rows a run lands of a table. */
export interface Lineage {
  /** The clock of the run. */
  readonly extractedAt: Micros;
  readonly runId: string;
  readonly orgId: string | null;
}

/** Query of landed rows: the columns of the object, then those of lineage. @param rows gives the columns, `_api`, `_job_id` and `_page` */
export const withLineage = (
  { columns, hasIsDeleted, schemaHash }: SalesforceObject,
  { extractedAt, runId, orgId }: Lineage,
  rows: string,
): string => {
  const text = (value: string | null): string => (value === null ? 'CAST(NULL AS VARCHAR)' : textLiteral(value));
  const deleted = hasIsDeleted ? `COALESCE(LOWER("IsDeleted") = 'true', FALSE)` : 'FALSE';
  const lineage = [
    `CAST(${textLiteral(formatInstant(extractedAt).slice(0, -1))} AS TIMESTAMP) AS _extracted_at`,
    `'salesforce' AS _source_system`,
    `${text(runId)} AS _run_id`,
    `_api`,
    `_job_id`,
    `_page`,
    `${text(orgId)} AS _org_id`,
    `${text(schemaHash)} AS _schema_hash`,
    `${deleted} AS _is_deleted`,
  ];
  return `SELECT ${[...columns.map(({ name }) => quote(name)), ...lineage].join(', ')} FROM (${rows})`;
};
