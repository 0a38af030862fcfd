import type { Definitions } from './definitions/definitions.ts';
import { scoreMasters } from './scores/score-masters.ts';
import { computeValues } from './values/compute-values.ts';
import type { ValueContext } from './values/kind.ts';

/**
 * Computes all that is known of each master account on a day: makes `metric_values`, `score_values` and `facts`, one row a master each.
 *
 * @param context a session with the bound inputs (`bindGoldInputs`) and what earlier runs scored, `scores_before`: see `scoreMasters`
 */
export const computeFacts = async (definitions: Definitions, context: ValueContext): Promise<void> => {
  await computeValues(definitions, context);
  await scoreMasters(context.session, definitions.scores, definitions.metricFacts, context.sources, context.run);
};
