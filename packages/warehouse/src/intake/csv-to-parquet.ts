import { EngineFailed, FileRefused, quote } from '@audit/contract';
import type { Engine } from '../engine/engine.ts';
import { textLiteral } from '../sql-dialect/literal.ts';

/** Longest record, as at the gate; DuckDB's reader holds sixteen of that size. */
const MOST_RECORD_BYTES = 1024 * 1024;

/** A CSV file that a program wrote for us: a header, commas, quotes doubled; an empty cell is null, `""` the empty text. */
export interface MadeCsv {
  /** What it holds, for messages. */
  readonly label: string;
  readonly path: string;
  /** Names of all its columns, in order. */
  readonly columns: readonly string[];
}

/**
 * Writes such a file as Parquet of text, sorted by its columns in their order: equal content is equal bytes. What a user brings goes
 * through `landFile`.
 *
 * @returns rows
 * @throws {@link FileRefused} for a record that is too large
 */
export const csvToParquet = async (engine: Engine, csv: MadeCsv, parquet: string): Promise<number> => {
  await using session = await engine.session();
  const order = csv.columns.map((name) => `${quote(name)} ASC NULLS FIRST`);
  try {
    return await session.write(`SELECT * FROM ${csvRelation(csv)} ORDER BY ${order.join(', ')}`, parquet);
  } catch (error) {
    if (!(error instanceof EngineFailed) || !error.message.includes('Maximum line size')) throw error;
    const reason = `a record is larger than ${MOST_RECORD_BYTES} bytes`;
    throw new FileRefused(csv.label, 'RECORD_TOO_LARGE', null, reason, { cause: error });
  }
};

// Not in parallel: a reader that starts in the middle has to guess whether a line break is inside quotes.
const csvRelation = ({ path, columns }: MadeCsv): string => {
  const types = columns.map((name) => `${textLiteral(name)}: 'VARCHAR'`);
  return `read_csv(${textLiteral(path)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', nullstr = '',
    allow_quoted_nulls = false, parallel = false, max_line_size = ${MOST_RECORD_BYTES}, columns = {${types.join(', ')}})`;
};
