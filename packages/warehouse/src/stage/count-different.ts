import { quote } from '@audit/contract';
import type { Session } from '../engine/engine.ts';

/** Rows that only one of two relations has, counted as often as they occur. */
export const countDifferent = async (session: Session, left: string, right: string, columns: readonly string[]): Promise<number> => {
  const rows = (name: string): string => `SELECT ${columns.map((column) => quote(column)).join(', ')} FROM ${quote(name)}`;
  const both = `(${rows(left)} EXCEPT ALL ${rows(right)}) UNION ALL (${rows(right)} EXCEPT ALL ${rows(left)})`;
  const [row] = await session.evidence(`SELECT COUNT(*) AS n FROM (${both}) d`, 1);
  return Number(row?.['n']);
};
