import { quote } from '@audit/contract';
import { type Session, type StageFolder, textLiteral } from '@audit/warehouse';
import type { LandedFile } from '../1-bronze/landed-table.ts';

/** How the rows of a large load are written apart. */
export interface Partition {
  /** `month`: of `column`, an ISO date or time; `value`: its texts as they are. */
  readonly by: 'month' | 'value';
  readonly column: string;
  /** Loads of fewer rows stay in one file. */
  readonly fromRows: number;
}

/** Rows of text may be wide: so many bytes of them and not the usual number of rows bound the memory, and take half the time. */
const groupBytes = 8 * 2 ** 20;

/** No source calls a column so. */
const label = 'in part';

/**
 * Writes the rows of a query as files of a table, in the run's stage folder; no rows give no file.
 *
 * @param name file name without its extension, unique in the run: `account.3f2a`
 * @param order columns the rows of a file stand in the order of
 */
export const writeLanded = async (
  session: Session,
  folder: Pick<StageFolder, 'file'>,
  {
    sql,
    name,
    rows,
    order,
    partition,
  }: {
    readonly sql: string;
    readonly name: string;
    /** How many rows there are, as far as is known. */
    readonly rows: number;
    readonly order: readonly string[];
    readonly partition?: Partition | undefined;
  },
): Promise<readonly LandedFile[]> => {
  if (partition === undefined || rows < partition.fromRows) {
    const path = folder.file(`${name}.parquet`);
    const ordered = order.length === 0 ? '' : ` ORDER BY ${order.map((column) => `${quote(column)} NULLS FIRST`).join(', ')}`;
    const written = await session.write(`SELECT * FROM (${sql}) r${ordered}`, path, { groupBytes });
    return written === 0 ? [] : [{ path, rows: written }];
  }
  const column = `CAST(r.${quote(partition.column)} AS VARCHAR)`;
  const value = partition.by === 'month' ? `LEFT(${column}, 7)` : column;
  const parts = await session.split(
    `SELECT r.*, COALESCE(${value}, 'none') AS ${quote(label)} FROM (${sql}) r`,
    label,
    folder.file(`${name}.parts`),
  );
  const files: LandedFile[] = [];
  for (const [part, paths] of parts) for (const path of paths) files.push({ path, rows: await rowsOf(session, path), partition: part });
  return files.toSorted((left, right) => (left.path < right.path ? -1 : 1));
};

const rowsOf = async (session: Session, path: string): Promise<number> => {
  const [row] = await session.evidence(`SELECT COUNT(*) AS n FROM read_parquet(${textLiteral(path)}, hive_partitioning = false)`, 1);
  return Number(row?.['n']);
};
