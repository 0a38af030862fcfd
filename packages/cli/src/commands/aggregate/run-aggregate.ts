import { goldMade, silverOf, whyGoldIsStale } from '@audit/metrics';
import { executedRecommendations } from '../../actions/executed-recommendations.ts';
import { asOfDay } from '../../as-of-day.ts';
import { chosenDefinitions } from '../../gold-definitions.ts';
import { configHash } from '../../config-hash.ts';
import type { CommandContext } from '../../context.ts';
import { aggregateInLake } from '../../jobs/aggregate-gold.ts';
import { openEngine } from '../../open-engine.ts';
import { existingLake } from '../../open-lake.ts';
import { jsonDocument } from '../../output/json.ts';
import { createLog } from '../../output/log.ts';
import { progressOn } from '../../output/progress.ts';
import { runIdentity } from '../../run-identity.ts';
import { refuseOtherEngines } from '../../settings.ts';
import { aggregateJson, aggregateText } from './summary.ts';
import { stateOfGold } from './state-of-gold.ts';

interface AggregateFlags {
  readonly asOf?: string;
  readonly definitions?: string;
  readonly again?: true;
  readonly dryRun?: true;
  readonly engine?: string;
  readonly json?: true;
  readonly quiet?: true;
}

/** `audit aggregate`. */
export const runAggregate = async (context: CommandContext, flags: AggregateFlags): Promise<void> => {
  refuseOtherEngines(flags.engine);
  const { lake, config } = existingLake(context, flags);
  const identity = runIdentity(context, 'audit aggregate');
  const asOf = asOfDay(flags.asOf, config, identity);
  const definitions = chosenDefinitions(context, config, silverOf(lake.head()));
  const zone = config.tz.value;
  const { executed, notes } = executedRecommendations(context, config, asOf);
  await using engine = openEngine(context, config, [lake.root]);
  if (flags.dryRun === true) {
    const head = lake.head();
    const why = whyGoldIsStale(head, definitions, goldMade(engine, head, definitions, { asOf, zone, executed })) ?? null;
    const told = why === null ? `Gold of ${asOf} is up to date.` : `Gold of ${asOf} would be computed: ${why}.`;
    const facts = { as_of: asOf, definitions: definitions.version, stale: why !== null, why };
    return await context.stdout.write(flags.json === true ? jsonDocument(facts) : `${told}\nNothing was done (--dry-run).\n`);
  }
  const log = createLog(context.stderr, config.log_level.value, config.log_format.value);
  const progress = progressOn(context.stderr, { quiet: flags.quiet === true });
  for (const note of notes) log.warn({}, note);
  try {
    const run = await aggregateInLake({
      lake,
      engine,
      identity,
      definitions,
      asOf,
      zone,
      executed,
      configHash: configHash(config),
      again: flags.again === true,
      warn: (message, facts) => log.warn(facts, message),
      onPart: (part) => progress.advance({ label: part }),
    });
    progress.finish();
    const state = await stateOfGold(engine, lake, run.manifest, asOf);
    const about = { asOf, definitions: definitions.version, currency: config['fx.base_currency'].value };
    if (flags.json === true) await context.stdout.write(jsonDocument(aggregateJson(run, state, about, identity.runId)));
    else if (flags.quiet !== true) await context.stdout.write(aggregateText(run, state, about));
  } finally {
    progress.finish();
  }
};
