import { type Micros, quote, RowsUnaccounted, type Table } from '@audit/contract';
import { bindTable, type Lake, type Session, type TableState } from '@audit/warehouse';
import { wholeBronze } from './mapped-job.ts';
import type { MappedStages } from './mapped-stages.ts';

/** Where the rows of a bronze table went: received = superseded + deleted + filtered + landed + quarantined. */
export interface RowAccount {
  readonly received: number;
  readonly superseded: number;
  readonly deleted: number;
  readonly filtered: number;
  readonly landed: number;
  readonly quarantined: number;
  /** Of the quarantined, rows without a key. */
  readonly keyless: number;
}

/** Who transforms. */
export interface Recorder {
  readonly runId: string;
  readonly at: Micros;
}

type Tables = Readonly<Record<string, TableState>>;

const numbers = async (session: Session, sql: string): Promise<Readonly<Record<string, number>>> => {
  const [row = {}] = await session.evidence(sql, 1);
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)]));
};

/** Of the records that some row calls deleted, those whose newest row does. */
const deletedSql = ({ bronze, table, silver, refused }: MappedStages, key: readonly string[]): string => {
  const names = table.columns.filter(({ isKey }) => isKey).map(({ mapping }) => mapping.target);
  const gone = (other: Table, alias: string): string =>
    `ANTI JOIN ${quote(`account_${other.name}`)} ${alias} ON ${key.map((name, at) => `${alias}.${quote(names[at] ?? '')} = d.${quote(name)}`).join(' AND ')}`;
  const keys = key.map((name) => quote(name)).join(', ');
  const filtered = table.filter === undefined;
  // Without a filter the records that are in neither table must be the deleted ones; with one, deletion is told from bronze alone.
  if (filtered)
    return `SELECT COUNT(*) AS n FROM (SELECT DISTINCT ${keys} FROM account_rows WHERE _is_deleted AND ${key.map((name) => `${quote(name)} <> ''`).join(' AND ')}) d ${gone(silver.writes, 's')} ${gone(refused.writes, 'r')}`;
  const stamp = table.mapping.dedupe_by
    .filter((name) => bronze.columns[name] !== undefined)
    .map((name) => `b.${quote(name)} DESC NULLS LAST, `);
  return `SELECT COUNT(*) FILTER (_is_deleted) AS n FROM (SELECT b._is_deleted, ROW_NUMBER() OVER (PARTITION BY ${keys} ORDER BY ${stamp.join('')}b._extracted_at DESC, b._is_deleted DESC) AS age
    FROM account_rows b SEMI JOIN (SELECT DISTINCT ${keys} FROM account_rows WHERE _is_deleted) d USING (${keys})) w WHERE age = 1`;
};

/**
 * Counts where the rows of a table went, from what is there after a run: nothing is taken over from a run before.
 *
 * @throws RowsUnaccounted where the sum does not close
 */
export const rowAccount = async (session: Session, lake: Lake, stages: MappedStages, tables: Tables): Promise<RowAccount> => {
  const { table, silver, refused } = stages;
  const bronzeState = tables[`bronze_${table.bronze}`];
  const silverState = tables[`silver_${silver.writes.name}`];
  const refusedState = tables[`ops_${refused.writes.name}`];
  const key = table.mapping.key;
  const keys = key.map((name) => quote(name)).join(', ');
  if (bronzeState !== undefined) await bindTable(session, 'account_rows', lake, wholeBronze(table.bronze, bronzeState), bronzeState);
  await bindTable(session, `account_${silver.writes.name}`, lake, silver.writes, silverState);
  await bindTable(session, `account_${refused.writes.name}`, lake, refused.writes, refusedState);
  const known = key.map((name) => `${quote(name)} <> ''`).join(' AND ');
  const {
    received = 0,
    keyed = 0,
    gone = 0,
  } = await numbers(
    session,
    `SELECT COUNT(*) AS received, COUNT(*) FILTER (${known}) AS keyed, COUNT(*) FILTER (_is_deleted) AS gone FROM account_rows`,
  );
  const { records = 0 } = await numbers(
    session,
    `SELECT COUNT(*) AS records FROM (SELECT DISTINCT ${keys} FROM account_rows WHERE ${known}) k`,
  );
  const { n: deleted = 0 } = gone === 0 ? {} : await numbers(session, deletedSql(stages, key));
  const landed = silverState?.rows ?? 0;
  const refusedRows = refusedState?.rows ?? 0;
  const keyless = received - keyed;
  const left = records - deleted - landed - refusedRows;
  const account = { received, superseded: keyed - records, deleted, filtered: left, landed, quarantined: refusedRows + keyless, keyless };
  if (left < 0 || (left > 0 && table.filter === undefined)) throw new RowsUnaccounted(`silver_${silver.writes.name}`, { ...account });
  return account;
};
