import type { DuckDBPreparedStatement } from '@duckdb/node-api';

/** What a statement is given for `$1`, `$2`, …: texts, doubles, and 64-bit integers. */
export type SnapshotValue = string | number | bigint | null;

export const bindValues = (statement: DuckDBPreparedStatement, values: readonly SnapshotValue[]): void => {
  for (const [at, value] of values.entries()) {
    if (value === null) statement.bindNull(at + 1);
    else if (typeof value === 'string') statement.bindVarchar(at + 1, value);
    else if (typeof value === 'bigint') statement.bindBigInt(at + 1, value);
    else statement.bindDouble(at + 1, value);
  }
};
