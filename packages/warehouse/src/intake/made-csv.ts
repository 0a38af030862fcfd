import { EngineFailed, FileRefused } from '@audit/contract';
import { textLiteral } from '../sql-dialect/literal.ts';

/** Longest record, as at the gate; DuckDB's reader holds sixteen of that size. */
const MOST_RECORD_BYTES = 1024 * 1024;

/** A CSV file that a program wrote for us: a header, commas, quotes doubled; an empty cell is null, `""` the empty text. */
export interface MadeCsv {
  /** What it holds, for messages. */
  readonly label: string;
  readonly path: string;
  /** Names for all its columns, in order; the header may have others. */
  readonly columns: readonly string[];
}

/** Its records as text: SQL of a relation of DuckDB. */
export const madeCsvSql = ({ path, columns }: MadeCsv): string => {
  const types = columns.map((name) => `${textLiteral(name)}: 'VARCHAR'`);
  // Not in parallel: a reader that starts in the middle has to guess whether a line break is inside quotes.
  return `read_csv(${textLiteral(path)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', nullstr = '',
    allow_quoted_nulls = false, parallel = false, max_line_size = ${MOST_RECORD_BYTES}, columns = {${types.join(', ')}})`;
};

/**
 * Does work that reads such a file.
 *
 * @throws {@link FileRefused} for a record that is too large
 */
export const readingMadeCsv = async <T>({ label }: Pick<MadeCsv, 'label'>, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof EngineFailed) || !error.message.includes('Maximum line size')) throw error;
    throw new FileRefused(label, 'RECORD_TOO_LARGE', null, `a record is larger than ${MOST_RECORD_BYTES} bytes`, { cause: error });
  }
};
