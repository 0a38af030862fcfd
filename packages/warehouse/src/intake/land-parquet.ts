import { AuditError, FileRefused } from '@audit/contract';
import type { DuckDbEngine } from '../engine/duckdb/duckdb-engine.ts';
import type { DuckDbSession } from '../engine/duckdb/duckdb-session.ts';
import { textLiteral } from '../sql-dialect/literal.ts';
import type { TakeBlock } from './block-writer.ts';
import { COLUMN_BLOCK_ROWS, ColumnBlocks } from './column-blocks.ts';
import type { SourceColumn } from './column-projection.ts';
import type { Field } from './field.ts';

/** More rows a byte than real data has: a run of one value costs nothing, whatever its length. */
const MOST_ROWS_PER_BYTE = 8;
const FREE_ROWS = 16_777_216;
const MOST_EXPANSION = 200;
const FREE_BYTES = 16 * 1024 * 1024;

export interface LandedColumnsAccount {
  readonly received: number;
  readonly unknownColumns: readonly string[];
}

/** Lands a Parquet file: DuckDB reads it, block by block, where it stands. Numbers become their shortest exact text. */
export const landParquet = async (
  engine: DuckDbEngine,
  file: { readonly path: string; readonly label: string },
  fields: readonly Field[],
  options: { readonly maxInput?: number | undefined; readonly blockRows?: number | undefined },
  take: TakeBlock,
): Promise<LandedColumnsAccount> => {
  await using session = await engine.session();
  const { label } = file;
  const path = literalPath(file.path);
  const from = `read_parquet(${textLiteral(path)}, file_row_number = true, hive_partitioning = false)`;
  const rows = await refusing(label, anyError, () => preflight(session, path, label, options.maxInput));
  const described = await refusing(label, anyError, () => session.describe(`SELECT * FROM ${from}`));
  const columns: readonly SourceColumn[] = described
    .filter(([name]) => name !== 'file_row_number')
    .map(([name, type]) => ({ name, type, zoned: false }));
  await using blocks = new ColumnBlocks(session, fields, take);
  const step = options.blockRows ?? COLUMN_BLOCK_ROWS;
  for (let first = 0; first < rows; first += step) {
    const relation =
      rows <= step ? from : `(SELECT * FROM ${from} WHERE file_row_number >= ${first} AND file_row_number < ${first + step})`;
    const block = { relation, record: 's.file_row_number + 1', firstRecord: first + 1, rows: Math.min(step, rows - first) };
    await refusing(label, aboutParquet, () => blocks.hand(block, columns));
  }
  const known = new Set(fields.map(({ name }) => name));
  return { received: rows, unknownColumns: columns.map(({ name }) => name).filter((name) => !known.has(name)) };
};

/** DuckDB takes a path for a pattern: marks of patterns are put in brackets. */
const literalPath = (path: string): string => path.replaceAll(/[*?[]/g, '[$&]');

/** Rows of the file, once its footer promises nothing absurd. */
const preflight = async (session: DuckDbSession, path: string, label: string, maxInput: number | undefined): Promise<number> => {
  const result = await session.connection.runAndReadAll(
    `SELECT (SELECT CAST(SUM(num_rows) AS BIGINT) FROM parquet_file_metadata(${textLiteral(path)})),
            (SELECT CAST(COALESCE(SUM(total_uncompressed_size), 0) AS BIGINT) FROM parquet_metadata(${textLiteral(path)})),
            (SELECT CAST(COALESCE(SUM(total_compressed_size), 0) AS BIGINT) FROM parquet_metadata(${textLiteral(path)}))`,
  );
  const [rows, expanded, packed] = result.getRows()[0]!.map(Number) as [number, number, number];
  const tooManyRows = rows > FREE_ROWS && rows > packed * MOST_ROWS_PER_BYTE;
  const tooLarge = expanded > FREE_BYTES && expanded > packed * MOST_EXPANSION;
  if (tooManyRows || tooLarge || expanded > (maxInput ?? Number.POSITIVE_INFINITY)) {
    throw new FileRefused(label, 'EXPANDS_TOO_FAR', null, `its ${packed} bytes stand for ${rows} rows and ${expanded} bytes`);
  }
  return rows;
};

/** While only the footer is read, every failure is the file's. */
const anyError = /^/;
/** While its rows are used, there are other ways to fail. */
const aboutParquet =
  /parquet|magic bytes|thrift|TProtocol|don't know what type|snappy|zstd|gzip|brotli|lz4|page|encoding|Could not read|Invalid string|end of file|offset/i;

/** Runs work whose engine errors are about the file where they match. */
const refusing = async <T>(label: string, matching: RegExp, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    const told = error instanceof AuditError && error.code === 'ENGINE_FAILED' ? error.cause : error;
    if (!(told instanceof Error) || told instanceof AuditError || !matching.test(told.message)) throw error;
    throw new FileRefused(label, 'NOT_PARQUET', null, firstLine(told.message), { cause: error });
  }
};

/** Without the paths DuckDB puts into its messages. */
const firstLine = (message: string): string =>
  message
    .split('\n')[0]!
    .replaceAll(/["']\/[^"']*["']/g, 'the file')
    .slice(0, 200);
