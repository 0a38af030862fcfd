import { type Columns, quote, sqlType, type Table } from '@audit/contract';
import { type Lake, type Session, type TableState, textLiteral } from '@audit/warehouse';

/** What is counted of a column. */
export interface Counted {
  readonly nulls: number;
  readonly nullShare: number;
  readonly distinct: number;
  readonly min: string | null;
  readonly max: string | null;
  readonly flagged: number;
}

/** Runs after which a large table is counted whole again, however little changed. */
const carriedAtMost = 10;
/** Share of the rows of a table that may change for its profile to be carried. */
const changedAtMost = 0.05;

const nothing = { version: 0, removed: null, added: [] };

type Texts = Readonly<Record<string, string | null>>;

/** The last profile of a table, if it was followed by no more than a few carried ones. */
const lastProfile = async (session: Session, table: Table): Promise<ReadonlyMap<string, Texts> | undefined> => {
  const name = textLiteral(`${table.layer}_${table.name}`);
  const [carried] = await session.evidence(
    `SELECT COUNT(*) AS n FROM (SELECT DISTINCT run_id, profiled_at FROM profiles_before p WHERE table_name = ${name} AND is_carried
       AND p.profiled_at > (SELECT COALESCE(MAX(profiled_at), TIMESTAMP '0001-01-01') FROM profiles_before WHERE table_name = ${name} AND NOT is_carried)) c`,
    1,
  );
  if (Number(carried?.['n']) >= carriedAtMost) return undefined;
  const rows = await session.evidence(
    `SELECT * FROM profiles_before WHERE table_name = ${name} AND profiled_at = (SELECT MAX(profiled_at) FROM profiles_before WHERE table_name = ${name})`,
    10_000,
  );
  return rows.length === 0 ? undefined : new Map(rows.map((row) => [row['column_name'] ?? '', row]));
};

/** A comparison of an end with one that was shortened when it was kept would compare with the ellipsis. */
const isWhole = (end: string | null | undefined): boolean => end?.endsWith('…') !== true;

const itemsOf = (
  [name, { pii, type }]: readonly [string, Columns[string]],
  at: number,
  last: Texts,
  hasFlags: boolean,
): readonly string[] => {
  const x = quote(name);
  const end = (value: string | null | undefined): string =>
    value === null || value === undefined ? 'NULL' : `CAST(${textLiteral(value)} AS ${sqlType(type, 'duckdb')})`;
  const [min, max] = [last['min_value'], last['max_value']];
  const ends = pii === 'none' && isWhole(min) && isWhole(max);
  const flag = `(STARTS_WITH("_flags", ${textLiteral(`${name} `)}) OR CONTAINS("_flags", ${textLiteral(`; ${name} `)}))`;
  return [
    `COALESCE(SUM(CASE WHEN ${x} IS NULL THEN "sign" ELSE 0 END), 0) AS n${at}`,
    ...(ends
      ? [
          `CAST(LEAST(MIN(${x}) FILTER ("sign" = 1), ${end(min)}) AS VARCHAR) AS l${at}`,
          `CAST(GREATEST(MAX(${x}) FILTER ("sign" = 1), ${end(max)}) AS VARCHAR) AS g${at}`,
        ]
      : []),
    ...(hasFlags ? [`COALESCE(SUM(CASE WHEN ${flag} THEN "sign" ELSE 0 END), 0) AS f${at}`] : []),
  ];
};

/**
 * The profile of a large table of which few rows changed, from the last one: nulls and flags are counted by what went and what came, the ends
 * widened by what came, and the number of distinct values stays. So a change does not cost a look at all rows.
 *
 * @returns undefined where there is no such profile, or too much changed
 */
export const carriedProfile = async (
  session: Session,
  lake: Lake,
  table: Table,
  { was, now: state }: { readonly was: TableState | undefined; readonly now: TableState | undefined },
  { columns, hasFlags }: { readonly columns: Columns; readonly hasFlags: boolean },
): Promise<Readonly<Record<string, Counted>> | undefined> => {
  if (state === undefined || was === undefined) return undefined;
  const change = was.changedAt === state.changedAt ? nothing : state.changes.at(-1);
  if (change === undefined || 'rewritten' in change) return undefined;
  const changed = change.added.reduce((sum, { rows }) => sum + rows, change.removed?.rows ?? 0);
  if (changed > changedAtMost * state.rows) return undefined;
  const last = await lastProfile(session, table);
  if (last === undefined || Object.keys(columns).some((name) => !last.has(name))) return undefined;
  await session.bindFiles(
    'profile_came',
    table,
    change.added.map((file) => lake.dataFile(file)),
  );
  await session.bindFiles('profile_went', table, change.removed === null ? [] : [lake.dataFile(change.removed)]);
  const items = Object.entries(columns).flatMap((column, at) => itemsOf(column, at, last.get(column[0]) ?? {}, hasFlags));
  const [found = {}] = await session.evidence(
    `SELECT ${items.join(', ')} FROM (SELECT *, 1 AS "sign" FROM profile_came UNION ALL SELECT *, -1 AS "sign" FROM profile_went) p`,
    1,
  );
  return Object.fromEntries(
    Object.keys(columns).map((name, at) => {
      const before = last.get(name) ?? {};
      const nulls = Number(before['nulls']) + Number(found[`n${at}`] ?? 0);
      const end = (kind: 'l' | 'g', kept: 'min_value' | 'max_value'): string | null => found[`${kind}${at}`] ?? before[kept] ?? null;
      const distinct = Math.min(Number(before['distinct_count']), state.rows - nulls);
      const flagged = Number(before['flagged']) + Number(found[`f${at}`] ?? 0);
      return [
        name,
        {
          nulls,
          nullShare: state.rows === 0 ? 0 : nulls / state.rows,
          distinct,
          min: end('l', 'min_value'),
          max: end('g', 'max_value'),
          flagged,
        },
      ];
    }),
  );
};
