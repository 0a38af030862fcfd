import { CheckFailed, tableChecks } from '@audit/contract';
import type { Session } from '../engine/engine.ts';
import { type Bound, checkSql } from './model-sql.ts';
import type { Stage } from './stage.ts';

type Evidence = Readonly<Record<string, string | null>>;

/** Rows of evidence a failed check shows. */
const evidenceRows = 20;

/**
 * Runs the checks of the output's declaration, then those of the stage, over the names bound in the session.
 *
 * @throws {@link CheckFailed} with the first rows, at the first check that returns any
 */
export const runChecks = async (session: Session, { stage, params }: Bound): Promise<void> => {
  const declared = tableChecks(stage.writes);
  const own = stage.checks.map((check) => ({ name: check.name, sql: checkSql(stage, check, session.engine, params) }));
  for (const { name, sql } of [...declared, ...own]) {
    const rows = await session.evidence(sql, evidenceRows);
    if (rows.length > 0)
      throw new CheckFailed(
        stage.id,
        name,
        rows.map((row) => masked(stage, row)),
      );
  }
};

/** A row of evidence without the values of columns that identify a person alone. */
const masked = ({ reads, writes }: Stage, row: Evidence): Evidence => {
  const tables = [writes, ...Object.values(reads).map(({ table }) => table)];
  const direct = (name: string): boolean => tables.some(({ columns }) => columns[name]?.pii === 'direct');
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value !== null && direct(name) ? '***' : value]));
};
