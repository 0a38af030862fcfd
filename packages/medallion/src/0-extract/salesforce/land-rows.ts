import { assert, quote, RowsUnaccounted } from '@audit/contract';
import { type Session, textLiteral } from '@audit/warehouse';
import type { LandedFile } from '../../1-bronze/landed-table.ts';
import { bronzeTableName } from '../../landing/bronze-table-name.ts';
import type { PartitionOf } from '../../landing/partition-of.ts';
import { writeLanded } from '../../landing/write-landed.ts';
import { type BronzeRows, currentSql, versionsSql } from './bronze-rows.ts';
import type { Checkpoint } from './checkpoint.ts';
import { isDeletedSql, type RunLineage, withLineage } from './lineage-columns.ts';
import { pagesSql } from './pages-sql.ts';
import type { TablePlan } from './plan-table.ts';

/** Rows written, and those left out because bronze has them. */
export interface LandedRows {
  readonly files: readonly LandedFile[];
  readonly received: number;
  readonly landed: number;
  readonly duplicates: number;
}

/** Nothing landed. */
export const nothing: LandedRows = { files: [], received: 0, landed: 0, duplicates: 0 };

export const pathsOf = (landed: readonly LandedRows[]): readonly string[] => landed.flatMap(({ files }) => files.map(({ path }) => path));

export interface LandOptions {
  readonly session: Session;
  readonly plan: TablePlan;
  readonly checkpoint: Checkpoint;
  readonly lineage: RunLineage;
  /** How a large load is written apart. */
  readonly partitionOf?: PartitionOf | undefined;
  /** What there is: rows of the same Id and stamp are not landed again. */
  readonly known: BronzeRows;
}

/**
 * Writes the pages of a table as Parquet of text and counts again what came out.
 *
 * @param chunks names of the tasks of each chunk of fields @param part names the new file
 * @throws RowsUnaccounted
 */
export const landRows = async (options: LandOptions, chunks: readonly (readonly string[])[], part: string): Promise<LandedRows> => {
  const { session, plan, checkpoint, known } = options;
  const rows = chunksSql(options, chunks);
  const sent = (chunks[0] ?? []).flatMap((task) => checkpoint.pages(task)).reduce((sum, page) => sum + page.rows, 0);
  const received = chunks.length === 1 ? sent : await count(session, rows);
  if (received === 0) return nothing;
  const partition = options.partitionOf?.(plan.object.columns.map(({ name }) => name));
  const sql = withLineage(plan.object, options.lineage, freshSql(options, rows));
  const name = fileName(plan, part);
  const files = await writeLanded(session, folderOf(checkpoint), { sql, name, rows: received, order: [], partition });
  const landed = rowsOf(files);
  // Only what is known can be left out, and it is counted by itself.
  const duplicates = landed === received && known.files.length === 0 ? 0 : await count(session, repeatedSql(options, rows));
  if (landed + duplicates !== received) throw new RowsUnaccounted(`landing ${plan.object.name}`, { received, landed, duplicates });
  return { files, received, landed, duplicates };
};

/** Writes rows that are news as they are, into one file. */
export const landAll = async (
  { session, checkpoint, plan }: Omit<LandOptions, 'known' | 'lineage'>,
  rows: string,
  part: string,
): Promise<LandedRows> => {
  const files = await writeLanded(session, folderOf(checkpoint), { sql: rows, name: fileName(plan, part), rows: 0, order: [] });
  const landed = rowsOf(files);
  return { files, received: landed, landed, duplicates: 0 };
};

const folderOf = (checkpoint: Checkpoint): { file(name: string): string } => ({ file: (name) => checkpoint.path(name) });

const rowsOf = (files: readonly LandedFile[]): number => files.reduce((sum, { rows }) => sum + rows, 0);

/** No two files of a run are called the same. */
const fileName = ({ object }: TablePlan, part: string): string => `${bronzeTableName(object.name)}.${part}`;

export const count = async (session: Session, sql: string): Promise<number> => {
  const [row] = await session.evidence(`SELECT COUNT(*) AS n FROM (${sql})`, 1);
  assert(row?.['n'] !== undefined && row['n'] !== null, 'a count has a row');
  return Number(row['n']);
};

/** A record that moved between the queries of its chunks is left to the next run, whose window its new stamp is in. */
const chunksSql = ({ plan, checkpoint }: LandOptions, chunks: readonly (readonly string[])[]): string => {
  const pathOf = ({ file }: { readonly file: string }): string => checkpoint.path(file);
  const relations = chunks.map((tasks, at) =>
    pagesSql(
      tasks.flatMap((task) => checkpoint.pages(task)),
      plan.chunks[at] ?? [],
      pathOf,
    ),
  );
  const [first = '', ...others] = relations;
  if (others.length === 0) return first;
  const key = ['Id', ...(plan.object.stamp === null ? [] : [plan.object.stamp])];
  const joined = others.map(
    (sql, at) =>
      `JOIN (SELECT * EXCLUDE (_by_api, _by_job, _by_page) FROM (${sql})) AS c${at + 1} USING (${key.map((name) => quote(name)).join(', ')})`,
  );
  return `SELECT * FROM (${first}) AS c0 ${joined.join(' ')}`;
};

const freshSql = (options: LandOptions, rows: string): string =>
  options.known.files.length === 0
    ? rows
    : `SELECT r.* FROM (${rows}) AS r ANTI JOIN (${knownSql(options)}) AS k ON ${sameVersion(options)}`;

const repeatedSql = (options: LandOptions, rows: string): string =>
  `SELECT r."Id" FROM (${rows}) AS r SEMI JOIN (${knownSql(options)}) AS k ON ${sameVersion(options)}`;

/** Of records with stamps all versions of the window; of others the newest, whole. */
const knownSql = ({ plan, known }: LandOptions): string => {
  const { stamp, columns } = plan.object;
  if (stamp === null)
    return currentSql(
      known,
      columns.map(({ name }) => name),
      null,
    );
  const window = plan.since === null ? '' : ` WHERE ${quote(stamp)} >= ${textLiteral(plan.since)}`;
  return `SELECT * FROM (${versionsSql(known, ['Id', stamp, '_is_deleted'])})${window}`;
};

const sameVersion = ({ plan }: LandOptions): string => {
  const { stamp, columns, hasIsDeleted } = plan.object;
  if (stamp === null) return columns.map(({ name }) => `r.${quote(name)} IS NOT DISTINCT FROM k.${quote(name)}`).join(' AND ');
  const deleted = hasIsDeleted ? ` AND ${isDeletedSql('r."IsDeleted"')} = k._is_deleted` : '';
  return `r."Id" = k."Id" AND r.${quote(stamp)} = k.${quote(stamp)}${deleted}`;
};
