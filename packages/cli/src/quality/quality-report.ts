import {
  customerDataGaps,
  extractionMetrics,
  gateResults,
  inputFiles,
  qualifiedName,
  qualityProfile,
  quarantine,
  type Table,
} from '@audit/contract';
import { bindTable, type Lake, type Manifest, type Session } from '@audit/warehouse';

/** How new what came from a source is. */
export interface Freshness {
  /** `salesforce.Account`, or what files feed. */
  readonly source: string;
  /** Newest change in the records; null where they tell none. */
  readonly newest_change: string | null;
  readonly last_loaded: string;
  readonly rows: number;
}

/** A column of a silver table, as the last run that changed the table found it. */
export interface ColumnQuality {
  readonly table: string;
  readonly column: string;
  readonly rows: number;
  readonly null_share: number;
  readonly null_share_before: number | null;
  readonly distinct: number;
  readonly distinct_before: number | null;
  readonly rejected: number;
  readonly flagged: number;
  readonly is_drift: boolean;
  readonly profiled_at: string;
}

/** Refused records of one source and reason. */
export interface Refused {
  readonly source: string;
  readonly column: string | null;
  readonly code: string;
  readonly rows: number;
  readonly last_refused: string;
}

/** A gate as the last run that published something left it. */
export interface GateState {
  readonly gate: string;
  readonly table: string;
  readonly measure: string;
  readonly value: number | null;
  readonly bound: string;
  readonly outcome: string;
  readonly pipeline: string;
  readonly as_of: string;
}

/** Customers of whom a rule of the customer 360 cannot be decided. */
export interface DataGap {
  readonly rule: string;
  readonly customers: number;
}

/** What is known of the quality of a version. */
export interface QualityReport {
  readonly version: number;
  readonly freshness: readonly Freshness[];
  readonly columns: readonly ColumnQuality[];
  readonly quarantine: readonly Refused[];
  readonly gates: readonly GateState[];
  readonly data_gaps: readonly DataGap[];
}

type Cells = Readonly<Record<string, string | null>>;

const instant = (column: string): string => `STRFTIME(${column}, '%Y-%m-%dT%H:%M:%SZ')`;
const number = (cell: string | null | undefined): number => Number(cell ?? 0);
const numberOrNull = (cell: string | null | undefined): number | null => (cell === null || cell === undefined ? null : Number(cell));

/** Rows of a query over a table of a version, bound as `kept`; none where the version has no such table. */
const ask = async (session: Session, lake: Lake, { tables }: Manifest, table: Table, sql: string): Promise<readonly Cells[]> => {
  const state = tables[qualifiedName(table)];
  if (state === undefined) return [];
  await bindTable(session, 'kept', lake, table, state);
  return await session.evidence(sql, Number.MAX_SAFE_INTEGER);
};

const freshnessOf = (rows: readonly Cells[]): readonly Freshness[] =>
  rows.map((row) => ({
    source: row['source'] ?? '',
    newest_change: row['newest'] ?? null,
    last_loaded: row['loaded'] ?? '',
    rows: number(row['n']),
  }));

const extractedSql = `SELECT CONCAT(source, '.', object) AS source, ${instant('MAX(freshness)')} AS newest, ${instant('MAX(extracted_at)')} AS loaded,
  SUM(landed) AS n FROM kept GROUP BY source, object ORDER BY source ASC NULLS FIRST, object ASC NULLS FIRST`;
// What a source extracted is told with its stamps above.
const filesSql = `SELECT kind AS source, CAST(NULL AS VARCHAR) AS newest, ${instant('MAX(loaded_at)')} AS loaded, SUM(accepted) AS n
  FROM kept WHERE kind NOT LIKE 'bronze%' GROUP BY kind ORDER BY kind ASC NULLS FIRST`;
const columnsSql = `SELECT k.table_name, k.column_name, k.rows, k.null_share, k.null_share_before, k.distinct_count, k.distinct_before, k.rejected, k.flagged,
    k.is_drift, ${instant('k.profiled_at')} AS profiled
  FROM kept k JOIN (SELECT table_name, MAX(profiled_at) AS newest FROM kept GROUP BY table_name) l
    ON l.table_name = k.table_name AND l.newest = k.profiled_at
  ORDER BY k.table_name ASC NULLS FIRST, k.column_name ASC NULLS FIRST`;
const quarantineSql = `SELECT source, column_name, code, COUNT(*) AS n, ${instant('MAX(refused_at)')} AS last FROM kept GROUP BY source, column_name, code
  ORDER BY n DESC NULLS LAST, source ASC NULLS FIRST, column_name ASC NULLS FIRST, code ASC NULLS FIRST`;
const gatesSql = `SELECT k.gate, k.table_name, k.measure, k.value, k.bound, k.outcome, k.pipeline, CAST(k.as_of AS VARCHAR) AS as_of
  FROM kept k JOIN (SELECT MAX(judged_at) AS newest FROM kept) l ON l.newest = k.judged_at ORDER BY k.gate ASC NULLS FIRST`;
const gapsSql = `SELECT rule_id, COUNT(*) AS n FROM kept GROUP BY rule_id ORDER BY rule_id ASC NULLS FIRST`;

const columnOf = (row: Cells): ColumnQuality => ({
  table: row['table_name'] ?? '',
  column: row['column_name'] ?? '',
  rows: number(row['rows']),
  null_share: number(row['null_share']),
  null_share_before: numberOrNull(row['null_share_before']),
  distinct: number(row['distinct_count']),
  distinct_before: numberOrNull(row['distinct_before']),
  rejected: number(row['rejected']),
  flagged: number(row['flagged']),
  is_drift: row['is_drift'] === 'true',
  profiled_at: row['profiled'] ?? '',
});

/** The quality of a version, by what its runs wrote down. */
export const qualityReport = async (session: Session, lake: Lake, manifest: Manifest): Promise<QualityReport> => {
  const from = async (table: Table, sql: string): Promise<readonly Cells[]> => await ask(session, lake, manifest, table, sql);
  return {
    version: manifest.version,
    freshness: freshnessOf([...(await from(extractionMetrics, extractedSql)), ...(await from(inputFiles, filesSql))]),
    columns: (await from(qualityProfile, columnsSql)).map(columnOf),
    quarantine: (await from(quarantine, quarantineSql)).map((row) => ({
      source: row['source'] ?? '',
      column: row['column_name'] ?? null,
      code: row['code'] ?? '',
      rows: number(row['n']),
      last_refused: row['last'] ?? '',
    })),
    gates: (await from(gateResults, gatesSql)).map((row) => ({
      gate: row['gate'] ?? '',
      table: row['table_name'] ?? '',
      measure: row['measure'] ?? '',
      value: numberOrNull(row['value']),
      bound: row['bound'] ?? '',
      outcome: row['outcome'] ?? '',
      pipeline: row['pipeline'] ?? '',
      as_of: row['as_of'] ?? '',
    })),
    data_gaps: (await from(customerDataGaps, gapsSql)).map((row) => ({ rule: row['rule_id'] ?? '', customers: number(row['n']) })),
  };
};
