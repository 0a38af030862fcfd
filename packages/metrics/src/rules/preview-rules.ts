import { columnsOfRule } from '@audit/contract';
import { render, type Session, textLiteral } from '@audit/warehouse';
import type { Fact } from '../definitions/unit.ts';
import { outcomesSql } from './conditions-sql.ts';

import { factValues, type FactValues } from './fact-values.ts';
import type { Condition } from './rule-definitions.ts';

/** How many customers a rule would fire for, with some of them. */
export interface RulePreview {
  readonly rule: string;
  readonly customers: number;
  readonly fired: number;
  readonly undecidable: number;
  readonly not_fired: number;
  /** Customers it fires for, by id, as many as were asked for, with the facts it names. */
  readonly examples: readonly { readonly customer: string; readonly values: FactValues }[];
}

/** Keeps the outcomes of conditions over `facts` under a name. */
export const keepOutcomes = async (session: Session, name: string, conditions: readonly Condition[]): Promise<void> => {
  await session.materialise(name, render({ name, text: outcomesSql(conditions), constants: {} }, session.engine, {}));
};

const countOf = async (session: Session, sql: string): Promise<number> => Number((await session.evidence(sql, 1))[0]?.['n'] ?? 0);

/** Whom rules would fire for, over the `facts` of a session; nothing is kept of it. @param examples how many customers to name of each */
export const previewRules = async (
  session: Session,
  conditions: readonly Condition[],
  facts: readonly Fact[],
  examples: number,
): Promise<readonly RulePreview[]> => {
  await keepOutcomes(session, 'outcomes_previewed', conditions);
  const customers = await countOf(session, 'SELECT COUNT(*) AS n FROM facts');
  const counts = await session.evidence(
    'SELECT rule_id, COUNT(fired) AS fired, COUNT(*) - COUNT(fired) AS undecidable FROM outcomes_previewed GROUP BY rule_id',
    conditions.length,
  );
  const previews: RulePreview[] = [];
  for (const { id, when } of conditions) {
    const counted = counts.find((row) => row['rule_id'] === id);
    const [fired, undecidable] = [Number(counted?.['fired'] ?? 0), Number(counted?.['undecidable'] ?? 0)];
    const named = facts.filter(({ name }) => columnsOfRule(when).includes(name));
    const list = ['f.master_id', ...named.map(({ name }) => `f.${name}`)].join(', ');
    const rows =
      examples === 0 || fired === 0
        ? []
        : await session.evidence(
            `SELECT ${list} FROM outcomes_previewed o JOIN facts f ON f.master_id = o.master_id WHERE o.rule_id = ${textLiteral(id)} AND o.fired ORDER BY f.master_id NULLS FIRST`,
            examples,
          );
    previews.push({
      rule: id,
      customers,
      fired,
      undecidable,
      not_fired: customers - fired - undecidable,
      examples: rows.map((row) => ({ customer: row['master_id'] ?? '', values: factValues(named, row) })),
    });
  }
  return previews;
};
