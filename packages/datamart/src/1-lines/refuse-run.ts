import { FileRefused, InputRefused, type Problem, problemsShown } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import type { Inputs } from './inputs.ts';
import type { SetFindings } from './set-rules.ts';
import { ignoredColumns } from './transaction-fields.ts';

/**
 * Refuses the run if any record is bad, alone or together with others; earlier lines in a late conflict count too.
 *
 * @throws {@link InputRefused} with all of them counted and the first named
 */
export const assertNoProblems = async (session: Session, inputs: Inputs, findings: SetFindings): Promise<void> => {
  const counts: Record<string, number> = {};
  const problems: Problem[] = [];
  const add = (code: string, count: number): void => void (counts[code] = (counts[code] ?? 0) + count);
  for (const { refused } of inputs.read) {
    for (const [code, count] of Object.entries(refused.counts)) add(code, count);
    problems.push(...refused.problems);
  }
  if (findings.refused !== undefined) {
    const byCode = await session.evidence(`SELECT code, COUNT(*) AS n FROM ${findings.refused} GROUP BY code ORDER BY code`, 10);
    for (const row of byCode) add(row['code'] ?? '', Number(row['n']));
    problems.push(...(await setProblems(session, inputs, findings.refused)));
  }
  const unknown = inputs.read.flatMap(({ landed }) =>
    landed instanceof FileRefused ? [] : landed.unknownColumns.filter((name) => !ignoredColumns.has(name)),
  );
  if (problems.length > 0) throw new InputRefused(counts, problems.slice(0, problemsShown), { unknownColumns: [...new Set(unknown)] });
};

const setProblems = async (session: Session, inputs: Inputs, refused: string): Promise<readonly Problem[]> => {
  const rows = await session.evidence(
    `SELECT source_id, record, code, reason FROM (SELECT * FROM ${refused} ORDER BY is_new DESC, order_id, source_id, record LIMIT ${problemsShown}) r`,
    problemsShown,
  );
  return rows.map((row) => ({
    code: row['code'] ?? '',
    source: inputs.labels.get(row['source_id'] ?? '') ?? '',
    record: Number(row['record']),
    line: null,
    column: row['code'] === 'DUPLICATE_LINE' ? 'line_id' : 'customer_id',
    value: null,
    reason: row['reason'] ?? '',
  }));
};
