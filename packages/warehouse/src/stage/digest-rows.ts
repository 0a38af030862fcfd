import { quote } from '@audit/contract';
import type { Session } from '../engine/engine.ts';
import { render } from '../sql-dialect/render.ts';

/**
 * How many rows a relation has, and the sum of what they hash to, as one text: the same whatever the order of the rows and in which files they are, by one
 * version of the engine.
 *
 * @param relation a name, or a query in parentheses
 */
export const digestRows = async (session: Session, relation: string, columns: readonly string[]): Promise<string> => {
  const rows = columns.map((name) => `t.${quote(name)}`).join(', ');
  const text = `SELECT COUNT(*) AS n, CAST(SUM(CAST(@row_fingerprint(${rows}) AS DECIMAL(38, 0))) AS VARCHAR) AS sum`;
  const [row] = await session.evidence(
    `${render({ name: 'digest of rows', text, constants: {} }, session.engine, {})} FROM ${relation} t`,
    1,
  );
  return `${row?.['n'] ?? ''} ${row?.['sum'] ?? ''}`;
};
