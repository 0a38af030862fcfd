import { quote, SourceRefused } from '@audit/contract';
import { textLiteral } from '@audit/warehouse';
import { type BronzeRows, currentSql } from './bronze-rows.ts';
import { type RunLineage, withLineage } from './lineage-columns.ts';
import type { TablePlan } from './plan-table.ts';
import type { SalesforceClient } from './salesforce-client.ts';
import { soqlInstant } from './soql.ts';
import { before, instantOf } from './table-cursor.ts';

/** A record that is gone. */
export interface DeletedRecord {
  readonly id: string;
  /** ISO with Z, as the stamps of rows are spelt. */
  readonly at: string;
}

interface DeletedAnswer {
  readonly deletedRecords?: readonly { readonly id: string; readonly deletedDate: string }[];
  readonly earliestDateAvailable?: string;
  /** Deletions before it are all there; later ones may still be committed. */
  readonly latestDateCovered?: string;
}

/** What the server tells of deletions, and whether it may have forgotten some. */
export interface Deletions {
  readonly records: readonly DeletedRecord[];
  /** Deletions before it are known now. */
  readonly through: string;
  /** The server's memory does not reach back to the last run: only a sweep of all Ids finds the rest. */
  readonly isForgotten: boolean;
}

/** The server does not look further back. */
const refusedRanges: ReadonlySet<string> = new Set(['INVALID_REPLICATION_DATE', 'EXCEEDED_ID_LIMIT']);

/** The server refuses a range of less than a minute. */
const shortestRangeSeconds = 120;
const mostListed = 20_000;

/** Records deleted since the last run, those that left the recycle bin among them. */
export const readDeletions = async (
  client: SalesforceClient,
  { object, cursor }: TablePlan,
  since: string,
  lookBackSeconds: number,
): Promise<Deletions> => {
  const start = soqlInstant(before(instantOf(since), Math.max(lookBackSeconds, shortestRangeSeconds)));
  const range = new URLSearchParams({ start, end: cursor.deletedThrough }).toString();
  try {
    const answer = await client.json<DeletedAnswer>(
      `asking what was deleted of ${object.name}`,
      `sobjects/${object.name}/deleted/?${range}`,
    );
    const earliest = answer.earliestDateAvailable;
    const records = (answer.deletedRecords ?? []).map(({ id, deletedDate }) => ({ id, at: soqlInstant(instantOf(deletedDate)) }));
    const covered = answer.latestDateCovered === undefined ? cursor.deletedThrough : soqlInstant(instantOf(answer.latestDateCovered));
    const through = covered < cursor.deletedThrough ? covered : cursor.deletedThrough;
    // So many are found faster by comparing all Ids.
    if (records.length > mostListed) return { records: [], through, isForgotten: true };
    return { records, through, isForgotten: earliest !== undefined && instantOf(earliest) > instantOf(since) };
  } catch (error) {
    if (error instanceof SourceRefused && refusedRanges.has(error.state))
      return { records: [], through: cursor.deletedThrough, isForgotten: true };
    throw error;
  }
};

/** Rows that say a record is gone, of those that bronze still has as there. @param gone query of `"Id"` and `gone_at` */
export const tombstonesSql = ({ object }: TablePlan, lineage: RunLineage, known: BronzeRows, gone: string): string => {
  const { stamp, columns } = object;
  // A date of creation stays what it is; a time of change moves to that of the deletion.
  const moved = stamp === null || stamp === 'CreatedDate' ? `c.${quote(stamp ?? 'Id')}` : `GREATEST(g.gone_at, c.${quote(stamp)})`;
  const cells = columns.map(({ name }) =>
    name === 'Id'
      ? 'g."Id"'
      : name === stamp
        ? `${moved} AS ${quote(name)}`
        : name === 'IsDeleted'
          ? `'true' AS "IsDeleted"`
          : `CAST(NULL AS VARCHAR) AS ${quote(name)}`,
  );
  const rows = `SELECT ${cells.join(', ')}, 'rest' AS _by_api, CAST(NULL AS VARCHAR) AS _by_job, CAST(NULL AS BIGINT) AS _by_page
FROM (${gone}) AS g JOIN (${currentSql(known, [], stamp)}) AS c ON g."Id" = c."Id" WHERE NOT c._is_deleted`;
  return withLineage(object, lineage, rows, 'TRUE');
};

/** The list as a relation. */
export const deletedSql = (records: readonly DeletedRecord[]): string =>
  records.length === 0
    ? `SELECT '' AS "Id", '' AS gone_at WHERE FALSE`
    : `SELECT id AS "Id", MAX(gone_at) AS gone_at FROM (VALUES ${records.map(({ id, at }) => `(${textLiteral(id)}, ${textLiteral(at)})`).join(', ')}) AS d (id, gone_at) GROUP BY id`;
