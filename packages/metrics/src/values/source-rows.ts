/** One branch of a query of source rows: what a value is made of, for people to look at. */
export interface SourceRows {
  readonly table: string;
  readonly id: string;
  readonly from: string;
  readonly on: string;
  /** SQL of an amount in the base currency, or of a quantity. */
  readonly amount?: string;
  /** SQL of a text. */
  readonly note: string;
  readonly where: string;
}

/** A query of source rows: `master_id, source_table, source_id, happened_on, amount, note`; `r` is the row. */
export const sourceRowsSql = (branches: readonly SourceRows[]): string =>
  branches
    .map(
      ({ table, id, from, on, amount, note, where }) =>
        `SELECT r.master_id, '${table}' AS source_table, r.${id} AS source_id, CAST(${on} AS DATE) AS happened_on, TRY_CAST(${amount ?? 'NULL'} AS DECIMAL(18, 4)) AS amount, ${note} AS note FROM ${from} r WHERE ${where}`,
    )
    .join('\nUNION ALL\n');

/** No source rows: a value that no source is for. */
export const noSourceRows =
  'SELECT m.master_id, CAST(NULL AS VARCHAR) AS source_table, CAST(NULL AS VARCHAR) AS source_id, CAST(NULL AS DATE) AS happened_on, CAST(NULL AS DECIMAL(18, 4)) AS amount, CAST(NULL AS VARCHAR) AS note FROM masters m WHERE FALSE';
