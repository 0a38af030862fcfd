import { quote, sourceTable } from '@audit/contract';
import { bindTable, type Session, type TableState } from '@audit/warehouse';
import type { ExtractPlace } from '../../landing/source.ts';
import { bindSpooled, type SpooledTable } from './spooled-table.ts';

/** What bronze knows of a table, and by which names. */
export interface Known {
  readonly was: TableState | undefined;
  readonly names: readonly string[];
  /** Of the columns that tell rows apart; none where nothing is configured. */
  readonly key: readonly string[];
}

const list = (names: readonly string[]): string => names.map((name) => quote(name)).join(', ');
const same = (left: string, right: string, names: readonly string[]): string =>
  names.map((name) => `${left}.${quote(name)} IS NOT DISTINCT FROM ${right}.${quote(name)}`).join(' AND ');

/** Binds `in_bronze`: what came of the table from this source, with all columns of the received. @returns false where there is nothing */
export const bindInBronze = async (
  session: Session,
  place: ExtractPlace,
  { one }: SpooledTable,
  { was, names }: Known,
): Promise<boolean> => {
  if (was?.shape === undefined || was.rows === 0) return false;
  const table = sourceTable(one.table, was.shape);
  await bindTable(session, 'of_bronze', place.lake, table, was);
  const had = new Set(Object.keys(table.columns));
  const columns = names.map((name) => (had.has(name) ? quote(name) : `CAST(NULL AS VARCHAR) AS ${quote(name)}`)).join(', ');
  await session.bindSql('in_bronze', `SELECT ${columns}, _extracted_at, _run_id, _is_deleted FROM of_bronze WHERE _source_system = 'opdb'`);
  return true;
};

/** Query for the rows that hold for each key now: the newest, unless it says that it is gone. */
const newest = (rows: string, key: readonly string[], columns: readonly string[]): string => {
  const rank = `ROW_NUMBER() OVER (PARTITION BY ${list(key)} ORDER BY _extracted_at DESC, _run_id DESC, _is_deleted)`;
  const ranked = `SELECT ${list(columns)}, _is_deleted, ${rank} AS "in order" FROM ${rows}`;
  return `SELECT ${list(columns)} FROM (${ranked}) n WHERE "in order" = 1 AND NOT _is_deleted`;
};

/**
 * Query for the received rows bronze does not have: of a table with a key those that differ from what holds for it, else those that no
 * row equals. Bronze is read once, and only what may equal a received row is kept of it.
 */
export const freshRows = async (session: Session, { names, key }: Known): Promise<string> => {
  const believed =
    key.length > 0
      ? newest(`(SELECT b.* FROM in_bronze b SEMI JOIN received r ON ${same('b', 'r', key)})`, key, names)
      : `SELECT b.* FROM (SELECT DISTINCT ${list(names)} FROM in_bronze) b SEMI JOIN received r ON ${same('b', 'r', names)}`;
  await session.materialise('believed', believed);
  return `SELECT r.* FROM received r ANTI JOIN believed b ON ${same('r', 'b', names)}`;
};

/** Binds `gone`: a row for each key that holds in bronze and that the source has no more; it says nothing but the key. @returns its rows */
export const bindGone = async (session: Session, spooled: SpooledTable, { names, key }: Known): Promise<number> => {
  const { one, keysPath, keysCounted } = spooled;
  if (keysPath === undefined) await session.bindSql('keys_there', `SELECT ${list(key)} FROM received`);
  else {
    const columns = names.filter((name) => key.includes(name));
    await bindSpooled(session, 'keys_there', { label: `keys of ${one.object}`, path: keysPath, columns }, keysCounted);
  }
  const values = names.map((name) => `${key.includes(name) ? `b.${quote(name)}` : 'CAST(NULL AS VARCHAR)'} AS ${quote(name)}`).join(', ');
  return await session.materialise(
    'gone',
    `SELECT ${values} FROM (${newest('in_bronze', key, key)}) b ANTI JOIN keys_there k ON ${same('b', 'k', key)}`,
  );
};
