import { CheckFailed, tableChecks } from '@audit/contract';
import type { Session } from '../engine/engine.ts';
import { type Bound, checkSql } from './model-sql.ts';

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
    if (rows.length > 0) throw new CheckFailed(stage.id, name, rows);
  }
};
