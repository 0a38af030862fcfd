import { columnsOfRule } from '@audit/contract';
import { render, type Session } from '@audit/warehouse';
import type { Definitions } from '../definitions/definitions.ts';
import { contributingRows } from '../values/explained-value.ts';
import type { ValueContext } from '../values/kind.ts';
import { noSourceRows } from '../values/source-rows.ts';
import { engagementRows } from './engagement-sql.ts';
import { paymentHistoryRows } from './payment-history-sql.ts';
import type { SubScore } from './score-definitions.ts';
import { supportQualityRows } from './support-quality-sql.ts';

/** The query of the source rows of a sub-score that is computed from silver; undefined for one of facts. */
const silverRows = ({ section }: SubScore, { run }: Pick<ValueContext, 'run'>): string | undefined => {
  switch (section.kind) {
    case 'payment_history':
      return paymentHistoryRows(section, run);
    case 'support_quality':
      return supportQualityRows(section, run);
    case 'engagement':
      return engagementRows(section, run);
    default:
      return undefined;
  }
};

/** Facts a sub-score of facts is computed of. */
export const factsOfSubScore = ({ section, rule }: SubScore): readonly string[] => {
  if (section.kind === 'log_trend') return [section.of];
  return rule === undefined ? [] : columnsOfRule(rule);
};

/** Sub-scores from silver and metrics that a score or sub-score goes back to. */
const rootsOf = (definitions: Definitions, name: string): readonly { readonly subScore?: SubScore; readonly metric?: string }[] => {
  const { scores, subScores } = definitions.scores;
  const score = scores.find((one) => one.name === name || one.fact === name);
  if (score !== undefined) return score.parts.flatMap(({ subScore }) => rootsOf(definitions, subScore.fact));
  const subScore = subScores.find((one) => one.name === name || one.fact === name);
  if (subScore === undefined) return [{ metric: name }];
  const facts = factsOfSubScore(subScore);
  return facts.length === 0 ? [{ subScore }] : facts.flatMap((fact) => rootsOf(definitions, fact));
};

/** Where and for which day source rows are asked for. */
export type RowsContext = Omit<ValueContext, 'session'> & Pick<Session, 'engine'>;

/**
 * A query of the source rows a score or a sub-score is made of, over a session in which facts were computed: `master_id, source_table, source_id, happened_on DATE,
 * amount DECIMAL(18,4), note`, as `contributingRows` gives of a metric. A row that counts in two of its parts is there once for each.
 */
export const scoreRows = (definitions: Definitions, name: string, context: RowsContext): string => {
  const queries = new Map<string, string>();
  for (const { subScore, metric } of rootsOf(definitions, name)) {
    // A fact that is told beside metrics and scores, such as a band, has no rows of its own.
    if (metric !== undefined && definitions.metrics.some((one) => one.name === metric))
      queries.set(metric, contributingRows(definitions, metric, context));
    const text = subScore === undefined ? undefined : silverRows(subScore, context);
    if (subScore !== undefined && text !== undefined)
      queries.set(subScore.name, render({ name: subScore.name, text, constants: {} }, context.engine, {}));
  }
  return queries.size === 0 ? noSourceRows : [...queries.values()].join('\nUNION ALL\n');
};
