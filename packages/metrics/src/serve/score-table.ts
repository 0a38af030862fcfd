import { declaredTable, goldLineage, type Table, text } from '@audit/contract';
import { scoreColumns } from '../scores/score-columns.ts';
import type { Score } from '../scores/score-definitions.ts';

/** `gold_customer_<score>`: a score with everything it is made of, a row a customer. */
export const scoreTable = (score: Score): Table =>
  declaredTable('gold', `customer_${score.name}`, {
    grain: ['master_id'],
    description: `${score.section.label}: ${score.section.description}.`,
    columns: { master_id: text({ description: 'Master account' }), ...scoreColumns(score), ...goldLineage },
  });

/** The rows of that table, of `score_values`. */
export const scoreTableRows = (score: Score): string =>
  `(SELECT ${['master_id', ...Object.keys(scoreColumns(score))].map((name) => `s.${name}`).join(', ')} FROM score_values s)`;
