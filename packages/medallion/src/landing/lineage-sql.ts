import { lineageColumns, quote, sqlType } from '@audit/contract';
import { textLiteral } from '@audit/warehouse';

/** Where the rows of a query come from. */
export interface Lineage {
  /** Clock of the run, ISO with Z. */
  readonly clock: string;
  readonly source: string;
  readonly runId: string;
  readonly orgId: string | null;
  readonly schemaHash: string;
  /** SQL over the query's rows. */
  readonly api: string;
  /** SQL, likewise; `NULL` where there is no job. */
  readonly jobId: string;
  /** SQL, likewise. */
  readonly page: string;
  /** SQL; `FALSE` by default. */
  readonly isDeleted?: string;
}

const textOrNull = (value: string | null): string => (value === null ? 'NULL' : textLiteral(value));

/** The columns every bronze table of a source has, as a select list. */
export const lineageSql = (lineage: Lineage): string => {
  const values: Readonly<Record<keyof typeof lineageColumns, string>> = {
    _extracted_at: textLiteral(lineage.clock.replace('T', ' ').replace('Z', '')),
    _source_system: textLiteral(lineage.source),
    _run_id: textLiteral(lineage.runId),
    _api: lineage.api,
    _job_id: lineage.jobId,
    _page: lineage.page,
    _org_id: textOrNull(lineage.orgId),
    _schema_hash: textLiteral(lineage.schemaHash),
    _is_deleted: lineage.isDeleted ?? 'FALSE',
  };
  return Object.entries(lineageColumns)
    .map(([name, { type }]) => `CAST(${values[name as keyof typeof values]} AS ${sqlType(type, 'duckdb')}) AS ${quote(name)}`)
    .join(', ');
};
