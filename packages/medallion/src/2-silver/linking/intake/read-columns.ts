import type { Session } from '@audit/warehouse';
import { pairTable } from './number-accounts.ts';

/** Numbers of a query of two INTEGER columns `a` and `b`, as arrays of their own. */
export const readPairs = async (session: Session, sql: string): Promise<{ readonly a: Int32Array; readonly b: Int32Array }> => {
  const table = await session.query(sql, pairTable);
  const [a, b] = [new Int32Array(table.numRows), new Int32Array(table.numRows)];
  let at = 0;
  for (const batch of table.batches) {
    const [left, right] = batch.data.children.map(({ values }) => (values as Int32Array).subarray(0, batch.numRows));
    a.set(left ?? [], at);
    b.set(right ?? [], at);
    at += batch.numRows;
  }
  return { a, b };
};

const separator = '\u001f';

/** Texts of a query of one column, in the order of the query; NULL and blanks as ''. */
export const readTexts = async (session: Session, sql: string, column: string, order: string): Promise<string[]> => {
  const texts: string[] = [];
  const decoder = new TextDecoder();
  let rest = '';
  const line = `REPLACE(COALESCE(${column}, ''), '${separator}', ' ') || '${separator}'`;
  for await (const piece of session.bytes(`SELECT ${line} FROM (SELECT * FROM (${sql}) q ORDER BY ${order}) s`)) {
    const cells = (rest + decoder.decode(piece, { stream: true })).split(separator);
    rest = cells.pop() ?? '';
    for (const cell of cells) texts.push(cell);
  }
  return texts;
};
