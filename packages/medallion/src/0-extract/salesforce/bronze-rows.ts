import { quote } from '@audit/contract';
import { type Session, textLiteral } from '@audit/warehouse';

/** Rows of a table that were landed: in bronze, or by this run. */
export interface BronzeRows {
  readonly files: readonly string[];
  /** Columns that any of the files has. */
  readonly columns: ReadonlySet<string>;
}

/** @param files absolute paths of Parquet files of one table */
export const openBronze = async (session: Session, files: readonly string[]): Promise<BronzeRows> => {
  const described = files.length === 0 ? [] : await session.describe(`SELECT * FROM ${readSql(files)}`);
  return { files, columns: new Set(described.map(([name]) => name)) };
};

/** The same and further files of the same columns or more. */
export const withFiles = async (session: Session, rows: BronzeRows, more: readonly string[]): Promise<BronzeRows> =>
  more.length === 0 ? rows : await openBronze(session, [...rows.files, ...more]);

/** All versions of all records, in the columns named; those a file lacks are null. */
export const versionsSql = ({ files, columns }: BronzeRows, names: readonly string[]): string => {
  const cells = names.map((name) => (columns.has(name) ? quote(name) : `CAST(NULL AS ${typeOf(name)}) AS ${quote(name)}`));
  return files.length === 0 ? `SELECT ${cells.join(', ')} WHERE FALSE` : `SELECT ${cells.join(', ')} FROM ${readSql(files)}`;
};

/** The newest version of each record, by its stamp, then by when it was extracted. */
export const currentSql = (rows: BronzeRows, names: readonly string[], stamp: string | null): string => {
  const order = [...(stamp === null ? [] : [`${quote(stamp)} DESC NULLS LAST`]), `_extracted_at DESC`, '_is_deleted DESC'];
  const all = [...new Set(['Id', ...(stamp === null ? [] : [stamp]), ...names, '_extracted_at', '_is_deleted'])];
  return `SELECT * FROM (${versionsSql(rows, all)}) QUALIFY ROW_NUMBER() OVER (PARTITION BY "Id" ORDER BY ${order.join(', ')}) = 1`;
};

const readSql = (files: readonly string[]): string => `read_parquet([${files.map(textLiteral).join(', ')}], union_by_name = true)`;

const typeOf = (name: string): string => (name === '_extracted_at' ? 'TIMESTAMP' : name === '_is_deleted' ? 'BOOLEAN' : 'VARCHAR');
