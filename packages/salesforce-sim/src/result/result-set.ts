import { quote } from '@audit/contract';
import type { Organisation } from '../organisation/organisation.ts';
import type { CompiledQuery } from '../soql/compile.ts';

/** The rows of a query as text, made once and read in pages. */
export interface ResultSet {
  readonly rows: number;
  /** Rows from `first` (from 0) up to `last` (not itself), as UTF-8 in pieces of whole rows. */
  read(first: number, last: number): AsyncIterable<Uint8Array>;
  drop(): Promise<void>;
}

let made = 0;

/**
 * Runs a query, each row as the text `line` says. Rows are those at the time of the call, whatever happens to the organisation later.
 */
export const runQuery = async (organisation: Organisation, query: CompiledQuery, line: string): Promise<ResultSet> => {
  made += 1;
  const table = quote(`result ${made}`);
  const rows = await organisation.read(query.objects, async (session) => {
    const ranged = `SELECT ROW_NUMBER() OVER (ORDER BY ${query.orderBy}) AS "place", ${line} AS "line"\n${query.rows}`;
    const limited = query.range === '' ? ranged : `SELECT * FROM (\n${ranged}) ORDER BY "place" NULLS LAST ${query.range}`;
    await session.execute('SET SESSION preserve_insertion_order = true');
    await session.execute(`CREATE TABLE ${table} AS\n${limited}`, query.values);
    const [counted] = await session.evidence(`SELECT COUNT(*) AS n, COALESCE(MIN("place") - 1, 0) AS skipped FROM ${table}`, 1);
    return { count: Number(counted?.['n']), skipped: Number(counted?.['skipped']) };
  });
  return {
    rows: rows.count,
    async *read(first, last) {
      await using session = await organisation.session();
      const [from, to] = [rows.skipped + first, rows.skipped + last];
      yield* session.bytes(`SELECT "line" FROM ${table} WHERE "place" > ${from} AND "place" <= ${to} ORDER BY "place"`);
    },
    async drop() {
      await using session = await organisation.session();
      await session.execute(`DROP TABLE IF EXISTS ${table}`);
    },
  };
};
