import { quote } from '@audit/contract';
import type { Organisation } from '../organisation/organisation.ts';
import type { CompiledQuery } from '../soql/compile.ts';

/** The rows of a query as text, made once and read in pages. */
export interface ResultSet {
  /** The query as the objects were when it ran. */
  readonly query: CompiledQuery;
  readonly rows: number;
  /** Rows from `first` (from 0) up to `last` (not itself), as UTF-8 in pieces of whole rows. */
  read(first: number, last: number): AsyncIterable<Uint8Array>;
  drop(): Promise<void>;
}

/** Compiles a query over the objects as they are at the call. */
export type Compile = () => CompiledQuery;

let made = 0;

/**
 * Runs a query over the rows at the time of the call, whatever happens to the organisation later.
 *
 * @param compile called at once, and again when those who changed fields before are through
 * @param lineOf SQL of a row's text
 * @throws whatever `compile` refuses
 */
export const runQuery = async (
  organisation: Organisation,
  compile: Compile,
  lineOf: (query: CompiledQuery) => string,
): Promise<ResultSet> => {
  made += 1;
  const table = quote(`result ${made}`);
  const { query, rows, skipped } = await organisation.read(compile().objects, async (session) => {
    const query = compile();
    const ranged = `SELECT ROW_NUMBER() OVER (ORDER BY ${query.orderBy}) AS "place", ${lineOf(query)} AS "line"\n${query.rows}`;
    const limited = query.range === '' ? ranged : `SELECT * FROM (\n${ranged}) ORDER BY "place" NULLS LAST ${query.range}`;
    await session.execute('SET SESSION preserve_insertion_order = true');
    await session.execute(`CREATE TABLE ${table} AS\n${limited}`, query.values);
    const [counted] = await session.evidence(`SELECT COUNT(*) AS n, COALESCE(MIN("place") - 1, 0) AS skipped FROM ${table}`, 1);
    return { query, rows: Number(counted?.['n']), skipped: Number(counted?.['skipped']) };
  });
  return {
    query,
    rows,
    async *read(first, last) {
      await using session = await organisation.session();
      const [from, to] = [skipped + first, skipped + last];
      yield* session.bytes(`SELECT "line" FROM ${table} WHERE "place" > ${from} AND "place" <= ${to} ORDER BY "place" NULLS LAST`);
    },
    async drop() {
      await using session = await organisation.session();
      await session.execute(`DROP TABLE IF EXISTS ${table}`);
    },
  };
};
