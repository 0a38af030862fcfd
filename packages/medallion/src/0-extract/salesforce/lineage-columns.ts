import { formatInstant, type Micros, quote } from '@audit/contract';
import { lineageSql } from '../../landing/lineage-sql.ts';
import type { SalesforceObject } from './describe-object.ts';

/** What is the same of all rows a run lands of a table. */
export interface RunLineage {
  /** The clock of the run. */
  readonly extractedAt: Micros;
  readonly runId: string;
  readonly orgId: string | null;
}

/**
 * Query of landed rows: the columns of the object, then those of lineage.
 *
 * @param rows gives the columns, and what each row came by: `_by_api`, `_by_job`, `_by_page`
 * @param isDeleted SQL, where it is not what `IsDeleted` says
 */
export const withLineage = (
  { columns, hasIsDeleted, schemaHash }: SalesforceObject,
  { extractedAt, runId, orgId }: RunLineage,
  rows: string,
  isDeleted = hasIsDeleted ? isDeletedSql('"IsDeleted"') : 'FALSE',
): string => {
  const run = { clock: formatInstant(extractedAt), source: 'salesforce', runId, orgId, schemaHash };
  const lineage = lineageSql({ ...run, api: '_by_api', jobId: '_by_job', page: '_by_page', isDeleted });
  const names = columns.map(({ name }) => quote(name)).join(', ');
  return `SELECT ${names}, ${lineage} FROM (${rows})`;
};

/** Whether a text of Salesforce says that a record is deleted. */
export const isDeletedSql = (text: string): string => `COALESCE(LOWER(${text}) = 'true', FALSE)`;
