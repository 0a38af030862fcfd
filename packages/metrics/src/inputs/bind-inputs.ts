import { accountMasterMembers, type Column, type Columns, declaredTable, quote, sqlType, type Table, UsageError } from '@audit/contract';
import { bindTable, type Lake, type Manifest, modelSql, type Session, textLiteral } from '@audit/warehouse';
import { endOfDay } from './calendar.ts';
import { convertedName } from './converted-name.ts';
import { type InputShape, inputShapes } from './input-shapes.ts';
import { amountsOf, baseName } from './input-tables.ts';
import { membersStage } from './members.stage.ts';
import { silverOf } from './silver-of.ts';
import type { GoldRun, Sources } from './sources.ts';

const shapes: Readonly<Record<string, InputShape | undefined>> = inputShapes;

const kept = (manifest: Manifest, name: string): Table | undefined => {
  const declaration = manifest.tables[`silver_${name}`]?.declaration;
  return declaration === undefined ? undefined : declaredTable('silver', name, declaration);
};

const isNumeric = ({ type: { kind } }: Column): boolean => ['decimal', 'float64', 'int32', 'int64'].includes(kind);

/** A column of silver as the type it is read as. */
const columnSql = (table: string, name: string, as: Column, found: Column | undefined): string => {
  const type = sqlType(as.type, 'duckdb');
  if (found === undefined) return `CAST(NULL AS ${type}) AS ${quote(name)}`;
  if (sqlType(found.type, 'duckdb') === type) return `s.${quote(name)}`;
  if (!isNumeric(found) || !isNumeric(as))
    throw new UsageError(
      `silver_${table}.${name} is a ${found.type.kind}, and the customer 360 reads it as a ${as.type.kind}`,
      'give it that type in the mapping of bronze to silver',
      { table, name },
    );
  return `TRY_CAST(s.${quote(name)} AS ${type}) AS ${quote(name)}`;
};

/** Whose a row is: its account's master, or that of the row it belongs to. */
const ownerJoin = (owner: InputShape['owner']): string => {
  if (owner === null) return '';
  if (owner === 'account_id') return ' JOIN members o ON o.account_id = s.account_id';
  return ` JOIN ${quote(`in_${owner.table}`)} o ON o.${quote(owner.by)} = s.${quote(owner.by)}`;
};

/** `in_<table>`: the rows there were at the end of the as-of day, each with its master account. */
const inputSql = (table: string, columns: Columns, silver: Table | undefined, until: string): string => {
  const owner = table in inputShapes ? (shapes[table]?.owner ?? null) : 'account_id';
  const amounts = new Map(amountsOf(table).map((amount) => [baseName(amount), amount]));
  const list = Object.entries(columns).map(([name, column]) => {
    const type = sqlType(column.type, 'duckdb');
    if (name === 'master_id' && owner !== null) return silver === undefined ? `CAST(NULL AS VARCHAR) AS master_id` : 'o.master_id';
    const amount = amounts.get(name);
    if (amount === undefined || silver === undefined) return columnSql(table, name, column, silver?.columns[name]);
    const from = convertedName(silver.columns, amount);
    return silver.columns[from] === undefined
      ? `CAST(NULL AS ${type}) AS ${quote(name)}`
      : `TRY_CAST(s.${quote(from)} AS ${type}) AS ${quote(name)}`;
  });
  if (silver === undefined) return `SELECT ${list.join(', ')} WHERE FALSE`;
  const here =
    silver.columns['created_date']?.type.kind === 'timestamp' ? ` WHERE (s.created_date IS NULL OR s.created_date < ${until})` : '';
  return `SELECT ${list.join(', ')} FROM ${quote(`silver_${table}_at`)} s${ownerJoin(owner)}${here}`;
};

/**
 * Binds what metrics are computed of: `members (account_id, master_id)`, `masters (master_id)`, and `in_<table>` for every silver table of
 * the lake that has an account, and for those of the shipped mapping the lake has not (empty). Rows created after the as-of day are not
 * there; rows of accounts the lake has not are nobody's and left out.
 *
 * @throws {@link UsageError} where silver has no accounts, or a column of another kind than is read
 */
export const bindGoldInputs = async (session: Session, lake: Lake, manifest: Manifest, run: GoldRun): Promise<Sources> => {
  if (kept(manifest, 'accounts') === undefined)
    throw new UsageError(
      'the lake has no silver_accounts to compute customers of',
      'extract accounts and bring them to silver first: audit extract, audit transform',
      {},
    );
  const until = `TIMESTAMP ${textLiteral(endOfDay(run))}`;
  const columns = silverOf(manifest);
  const bindOne = async (table: string): Promise<void> => {
    const silver = kept(manifest, table);
    if (silver !== undefined) await bindTable(session, `silver_${table}_at`, lake, silver, manifest.tables[`silver_${table}`]);
    await session.bindSql(`in_${table}`, inputSql(table, columns.get(table) ?? {}, silver, until));
  };
  const isLinked = manifest.tables['silver_account_master_members'] !== undefined;
  await bindTable(session, 'given_members', lake, accountMasterMembers, manifest.tables['silver_account_master_members']);
  await session.bindSql('given_accounts', await accountsSql(session, lake, manifest, until));
  await session.materialise('members', modelSql(membersStage, session.engine, {}));
  await session.materialise('masters', 'SELECT DISTINCT master_id FROM members');
  for (const table of columns.keys()) await bindOne(table);
  return {
    has: (table) => manifest.tables[`silver_${table}`] !== undefined,
    columns,
    isLinked,
    notes: isLinked ? [] : ['accounts are not linked: each is a customer of its own (audit link run)'],
  };
};

/** Accounts there were at the end of the day. */
const accountsSql = async (session: Session, lake: Lake, manifest: Manifest, until: string): Promise<string> => {
  const silver = kept(manifest, 'accounts');
  await bindTable(session, 'silver_accounts_at', lake, silver!, manifest.tables['silver_accounts']);
  const here = silver!.columns['created_date']?.type.kind === 'timestamp' ? ` WHERE (created_date IS NULL OR created_date < ${until})` : '';
  return `SELECT account_id FROM silver_accounts_at${here}`;
};
