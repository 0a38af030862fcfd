import { aggregateGold, goldMade, silverOf, whyGoldIsStale } from '@audit/metrics';
import { z } from 'zod';
import { executedRecommendations } from '../../actions/executed-recommendations.ts';
import { stateOfGold } from '../../commands/aggregate/state-of-gold.ts';
import { chosenDefinitions, definitionsText } from '../../gold-definitions.ts';
import { counted, grouped } from '../../output/quantity.ts';
import type { PipelineStep } from '../pipeline-step.ts';
import { stepOptions } from '../step-options.ts';

const options = z.strictObject(stepOptions);

type Options = z.output<typeof options>;

/** Silver → the customer 360 of the day. */
export const aggregateStep: PipelineStep<Options> = {
  name: 'aggregate',
  options,
  idle: async (_, __, { tables }) => (tables['silver_accounts'] === undefined ? 'the lake has no silver_accounts' : undefined),
  declared: ({ context, config }) => definitionsText(context, config).text,
  directories: async () => [],
  plan: async (_, { context, config, engine, head, asOf, newsBefore }) => {
    const definitions = chosenDefinitions(context, config, silverOf(head));
    const { executed } = executedRecommendations(context, config, asOf);
    const why = whyGoldIsStale(head, definitions, goldMade(engine, head, definitions, { asOf, zone: config.tz.value, executed }));
    const part = 'metrics, scores, alerts, recommendations, timeline';
    if (why !== undefined) return [{ part, mode: 'whole', why }];
    return [
      newsBefore
        ? { part, mode: 'may', why: 'if silver or masters change' }
        : { part, mode: 'skip', why: 'same day, definitions, silver and actions' },
    ];
  },
  run: async (_, { context, config, lake, lock, engine, identity, asOf, configHash, progress }) => {
    const { runId, clock } = identity;
    const definitions = chosenDefinitions(context, config, silverOf(lake.head()));
    const { executed, notes } = executedRecommendations(context, config, asOf);
    const onPart = (part: string): void => progress.advance({ label: part });
    const made = await aggregateGold(engine, lake, lock, definitions, {
      asOf,
      zone: config.tz.value,
      executed,
      runId,
      clock,
      configHash,
      onPart,
    });
    const { business, rules } = await stateOfGold(engine, lake, made.manifest, asOf, 0);
    const gaps = rules.reduce((sum, { undecidable }) => sum + undecidable, 0);
    return {
      quarantined: 0,
      notes: [
        ...made.notes,
        ...notes,
        ...(business === undefined
          ? []
          : [
              `${counted(business.customers, 'customer')}, ${grouped(business.high_risk)} with a high risk of churn, ${counted(business.open_alerts, 'open alert')}, ${counted(business.open_recommendations, 'open action')}`,
            ]),
        ...(gaps === 0 ? [] : [`${counted(gaps, 'rule')} undecidable for want of data: audit show gold_customer_data_gap`]),
      ],
    };
  },
};
