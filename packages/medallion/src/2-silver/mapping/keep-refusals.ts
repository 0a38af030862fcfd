import { quarantine, quote, reasons } from '@audit/contract';
import { bindTable, keepTable, type Lake, type Session, type TableState, textLiteral, type Workplace } from '@audit/warehouse';
import type { MappedStages } from './mapped-stages.ts';
import type { Recorder } from './row-account.ts';
import { keyNames } from './silver-table.ts';

type Tables = Readonly<Record<string, TableState>>;

const reasonSql = `CASE n._code ${Object.entries(reasons)
  .map(([code, { meaning }]) => `WHEN '${code}' THEN ${textLiteral(meaning)}`)
  .join(' ')} END`;

const idSql = (table: string, parts: readonly string[]): string =>
  `SUBSTR(SHA256(CONCAT_WS('|', ${textLiteral(table)}, ${parts.join(', ')})), 1, 16)`;

const rowSql = (values: Readonly<Partial<Record<keyof typeof quarantine.columns, string>>>, { runId, at }: Recorder): string => {
  const all: Readonly<Record<string, string>> = { ...values, run_id: textLiteral(runId), refused_at: `MAKE_TIMESTAMP(${at})` };
  return Object.keys(quarantine.columns)
    .map((name) => `${all[name] ?? 'NULL'} AS ${quote(name)}`)
    .join(', ');
};

/** Records that are refused now and were not, or for other reasons. */
const refusedSql = ({ table, silver }: MappedStages, now: string, was: string, who: Recorder): string => {
  const keys = keyNames(table);
  const same = [...keys, '_problems', '_raw'].map((name) => `n.${quote(name)} = w.${quote(name)}`).join(' AND ');
  const place = `bronze_${table.bronze}`;
  const values = {
    source_id: idSql(
      place,
      keys.map((name) => `n.${quote(name)}`),
    ),
    source: textLiteral(place),
    record: '1',
    column_name: 'n._column',
    code: 'n._code',
    reason: `${reasonSql} || ' Rule of the mapping: ${silver.writes.name}.' || n._column || ' ' || n._rule || '.'`,
    raw: 'n._raw',
  };
  return `SELECT ${rowSql(values, who)} FROM ${quote(now)} n ANTI JOIN ${quote(was)} w ON ${same}`;
};

/** Rows without a key, which no statement of a mapping sees; each stands in quarantine once. */
const keylessSql = ({ table }: MappedStages, rows: string, who: Recorder): string => {
  const place = `bronze_${table.bronze}`;
  const isKeyed = table.mapping.key.map((name) => `n.${quote(name)} <> ''`).join(' AND ');
  const [first = ''] = table.columns.filter(({ isKey }) => isKey).map(({ mapping }) => mapping.target);
  const values = {
    source_id: idSql(place, ['n._run_id', 'n._job_id', 'n._page', 'CAST(n AS VARCHAR)']),
    source: textLiteral(place),
    record: 'ROW_NUMBER() OVER (PARTITION BY n ORDER BY n._page)',
    column_name: textLiteral(first),
    code: `'BLANK_ID'`,
    reason: textLiteral(reasons.BLANK_ID.meaning),
    raw: 'CAST(TO_JSON(n) AS VARCHAR)',
  };
  return `SELECT ${rowSql(values, who)} FROM ${quote(rows)} n WHERE NOT COALESCE(${isKeyed}, FALSE)`;
};

/** What a run refused anew of a table: relations of the session with rows of `ops_quarantine`. */
export interface Refusals {
  readonly relations: readonly string[];
  readonly rows: number;
}

/**
 * What a run refused anew of a table, with reason, rule and the record as received.
 *
 * @param keyless rows of its bronze, bound as `account_rows`, that have no key
 */
export const refusedAnew = async (
  session: Session,
  lake: Lake,
  stages: MappedStages,
  { was, now, keyless }: { readonly was: Tables; readonly now: Tables; readonly keyless: number },
  who: Recorder,
): Promise<Refusals> => {
  const { refused, silver } = stages;
  const name = `ops_${refused.writes.name}`;
  const relation = `refused_anew_${silver.writes.name}`;
  await bindTable(session, `${relation}_now`, lake, refused.writes, now[name]);
  await bindTable(session, `${relation}_was`, lake, refused.writes, was[name]);
  const rows = await session.materialise(relation, refusedSql(stages, `${relation}_now`, `${relation}_was`, who));
  if (keyless === 0) return { relations: [relation], rows };
  await bindTable(session, 'known_refusals', lake, quarantine, was['ops_quarantine']);
  const left = `SELECT g.* FROM (${keylessSql(stages, 'account_rows', who)}) g ANTI JOIN known_refusals k ON k.source_id = g.source_id AND k.source = g.source`;
  return { relations: [relation, `${relation}_keyless`], rows: rows + (await session.materialise(`${relation}_keyless`, left)) };
};

/** `ops_quarantine` with what a run refused anew. */
export const keepRefusals = async (
  place: Workplace,
  session: Session,
  refusals: readonly Refusals[],
  was: TableState | undefined,
): Promise<TableState | undefined> => {
  if (refusals.every(({ rows }) => rows === 0)) return was;
  const added = refusals.flatMap(({ relations }) => relations).map((name) => `SELECT * FROM ${quote(name)}`);
  return await keepTable(session, place, quarantine, was, { added: added.join(' UNION ALL ') });
};
