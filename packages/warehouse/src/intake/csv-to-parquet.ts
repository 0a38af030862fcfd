import { quote } from '@audit/contract';
import type { Engine } from '../engine/engine.ts';
import { type MadeCsv, madeCsvSql, readingMadeCsv } from './made-csv.ts';

/**
 * Writes a CSV file that was made for us as Parquet of text, sorted by its columns in their order: equal content is equal bytes. What a
 * user brings goes through `landFile`.
 *
 * @returns rows
 * @throws FileRefused for a record that is too large
 */
export const csvToParquet = async (engine: Engine, csv: MadeCsv, parquet: string): Promise<number> => {
  await using session = await engine.session();
  const order = csv.columns.map((name) => `${quote(name)} ASC NULLS FIRST`);
  const sql = `SELECT * FROM ${madeCsvSql(csv)} ORDER BY ${order.join(', ')}`;
  return await readingMadeCsv(csv, async () => await session.write(sql, parquet));
};
