import { type Columns, lineageColumns, quote, qualityProfile, type Row, type Table } from '@audit/contract';
import { bindTable, type Lake, type Session, type TableState, textLiteral } from '@audit/warehouse';
import { carriedProfile, type Counted } from './carried-profile.ts';
import type { Mapping } from './mapping-schema.ts';
import type { MappedStages } from './mapped-stages.ts';
import type { Recorder } from './row-account.ts';

/** Tables of more rows are not counted exactly. */
const countedAtMost = 100_000;
/** Tables of more rows are counted anew only when much changed, or after some runs. */
const carriedAbove = 10_000;

type Profile = Row<typeof qualityProfile>;
type Tables = Readonly<Record<string, TableState>>;

const shown = (value: string | null): string | null => (value === null || value.length <= 100 ? value : `${value.slice(0, 99)}…`);

const profileSql = (columns: Columns, rows: number, from: string, hasFlags: boolean): string => {
  const distinct = (name: string): string =>
    rows <= countedAtMost ? `COUNT(DISTINCT ${name})` : `LEAST(APPROX_COUNT_DISTINCT(${name}), COUNT(${name}))`;
  const items = Object.entries(columns).flatMap(([name, { pii }], at) => {
    const x = quote(name);
    const ends = pii === 'none' ? [`CAST(MIN(${x}) AS VARCHAR) AS l${at}`, `CAST(MAX(${x}) AS VARCHAR) AS g${at}`] : [];
    const flagged = hasFlags
      ? [
          `COUNT(*) FILTER (STARTS_WITH("_flags", ${textLiteral(`${name} `)}) OR CONTAINS("_flags", ${textLiteral(`; ${name} `)})) AS f${at}`,
        ]
      : [];
    return [`COUNT(${x}) AS n${at}`, `${distinct(x)} AS d${at}`, ...ends, ...flagged];
  });
  return `SELECT COUNT(*) AS rows, ${items.join(', ')} FROM ${quote(from)}`;
};

const rejectedSql = (from: string): string =>
  `SELECT SPLIT_PART(problem, ' ', 1) AS name, COUNT(*) AS n FROM (SELECT UNNEST(STRING_SPLIT(_problems, '; ')) AS problem FROM ${quote(from)}) p GROUP BY ALL`;

const rejectedBy = async (session: Session, from: string): Promise<ReadonlyMap<string, number>> => {
  const found = await session.evidence(rejectedSql(from), 1000);
  return new Map(found.map(({ name, n }) => [name ?? '', Number(n)]));
};

interface Before {
  readonly nullShare: number;
  readonly distinct: number;
}

/** Means of the last runs, by column. */
const profilesBefore = async (session: Session, table: Table, runs: number): Promise<ReadonlyMap<string, Before>> => {
  const found = await session.evidence(
    `SELECT column_name, AVG(null_share) AS nulls, AVG(distinct_count) AS distincts FROM (
       SELECT *, ROW_NUMBER() OVER (PARTITION BY column_name ORDER BY profiled_at DESC, run_id DESC) AS age
       FROM profiles_before WHERE table_name = ${textLiteral(`${table.layer}_${table.name}`)}) p
     WHERE age <= ${runs} GROUP BY column_name`,
    100_000,
  );
  return new Map(found.map((row) => [row['column_name'] ?? '', { nullShare: Number(row['nulls']), distinct: Number(row['distincts']) }]));
};

const isDrift = (now: Before, before: Before | undefined, { null_share: nulls, distinct }: Mapping['drift']): boolean => {
  if (before === undefined) return false;
  const change = before.distinct === 0 ? (now.distinct === 0 ? 0 : Number.POSITIVE_INFINITY) : Math.abs(now.distinct / before.distinct - 1);
  return Math.abs(now.nullShare - before.nullShare) > nulls || change > distinct;
};

type CountedColumns = Readonly<Record<string, Counted>>;

/** Counts of all rows. */
const countAll = async (session: Session, columns: Columns, rows: number, hasFlags: boolean): Promise<CountedColumns> => {
  const [found = {}] = await session.evidence(profileSql(columns, rows, 'profiled', hasFlags), 1);
  return Object.fromEntries(
    Object.keys(columns).map((name, place) => {
      const number = (kind: string): number => Number(found[`${kind}${place}`] ?? 0);
      const nulls = rows - number('n');
      const ends = { min: shown(found[`l${place}`] ?? null), max: shown(found[`g${place}`] ?? null) };
      return [name, { nulls, nullShare: share(nulls, rows), distinct: number('d'), ...ends, flagged: number('f') }];
    }),
  );
};

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** The profile of each column of a silver table, as it is after the run. */
export const profileColumns = async (
  session: Session,
  lake: Lake,
  { silver, refused, hasFlags }: MappedStages,
  { was, now }: { readonly was: Tables; readonly now: Tables },
  drift: Mapping['drift'],
  { runId, at }: Recorder,
): Promise<readonly Profile[]> => {
  const table = silver.writes;
  const state = now[`silver_${table.name}`];
  const columns: Columns = Object.fromEntries(Object.entries(table.columns).filter(([name]) => name !== '_flags'));
  await bindTable(session, 'profiled_refused', lake, refused.writes, now[`ops_${refused.writes.name}`]);
  await bindTable(session, 'profiles_before', lake, qualityProfile, was['ops_quality_profile']);
  const rejected = await rejectedBy(session, 'profiled_refused');
  const before = await profilesBefore(session, table, drift.runs);
  const rows = state?.rows ?? 0;
  const carried =
    rows <= carriedAbove
      ? undefined
      : await carriedProfile(session, lake, table, { was: was[`silver_${table.name}`], now: state }, { columns, hasFlags });
  if (carried === undefined) await bindTable(session, 'profiled', lake, table, state);
  const counted = carried ?? (await countAll(session, columns, rows, hasFlags));
  return Object.entries(counted).map(([name, { nulls, nullShare, distinct, min, max, flagged }]): Profile => {
    const last = before.get(name);
    return {
      run_id: runId,
      table_name: `silver_${table.name}`,
      column_name: name,
      rows: BigInt(rows),
      nulls: BigInt(nulls),
      null_share: nullShare,
      distinct_count: BigInt(distinct),
      min_value: min,
      max_value: max,
      is_carried: carried !== undefined,
      rejected: BigInt(rejected.get(name) ?? 0),
      flagged: BigInt(flagged),
      null_share_before: last?.nullShare ?? null,
      distinct_before: last?.distinct ?? null,
      // Where rows came from changes with every delivery.
      is_drift: !Object.hasOwn(lineageColumns, name) && isDrift({ nullShare, distinct }, last, drift),
      profiled_at: at,
    };
  });
};
