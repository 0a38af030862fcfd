import { UsageError } from '@audit/contract';
import { mappedJob, type ReadMapping, shownStatement } from '@audit/medallion';
import { planJob } from '@audit/warehouse';
import { configHash } from '../../config-hash.ts';
import type { CommandContext } from '../../context.ts';
import { baseOf, conversionOf, transformSilver } from '../../jobs/transform-silver.ts';
import { openEngine } from '../../open-engine.ts';
import { existingLake } from '../../open-lake.ts';
import { jsonDocument } from '../../output/json.ts';
import { createLog } from '../../output/log.ts';
import { progressOn } from '../../output/progress.ts';
import { textTable } from '../../output/text-table.ts';
import { runIdentity } from '../../run-identity.ts';
import { scratchFolder } from '../../scratch-folder.ts';
import { readConfig, refuseOtherEngines } from '../../settings.ts';
import { chosenMapping } from '../../transform-mapping.ts';
import { mappedTable } from './chosen-tables.ts';
import { refusedRecords, transformJson, transformText } from './summary.ts';
import { columnStory, lastCounts, storyText } from './tell-column.ts';

interface TransformFlags {
  readonly mapping?: string;
  readonly showSql?: string;
  readonly explain?: string;
  readonly profile?: true;
  readonly dryRun?: true;
  readonly engine?: string;
  readonly json?: true;
  readonly quiet?: true;
}

/** Bronze tables that are asked for by any of their names; undefined for all. */
const askedFor = (read: ReadMapping, names: readonly string[]): readonly string[] | undefined =>
  names.length === 0 ? undefined : names.map((name) => mappedTable(read, name).bronze);

const showSql = async (context: CommandContext, read: ReadMapping, flags: TransformFlags, name: string): Promise<void> => {
  const { lake, config } = existingLake(context, flags);
  const { bronze } = mappedTable(read, name);
  const { tables } = mappedJob(read, lake.head(), { only: [bronze], ...conversionOf(config, read) });
  const stages = tables.find(({ table }) => table.bronze === bronze);
  if (stages === undefined)
    throw new UsageError(`the lake has no bronze_${bronze}`, 'extract it first: audit extract', { table: `bronze_${bronze}` });
  const sql = shownStatement(stages);
  await context.stdout.write(flags.json === true ? jsonDocument({ table: `silver_${stages.silver.writes.name}`, sql }) : sql);
};

const explain = async (context: CommandContext, read: ReadMapping, flags: TransformFlags, place: string): Promise<void> => {
  const { lake, config } = existingLake(context, flags);
  const story = columnStory(read, place, baseOf(config, read));
  await using engine = openEngine(context, config, [lake.root]);
  await using session = await engine.session();
  const counts = await lastCounts(session, lake, lake.head(), story);
  await context.stdout.write(flags.json === true ? jsonDocument({ ...story, last_run: counts }) : storyText(story, counts));
};

/** `audit transform`. */
export const runTransform = async (context: CommandContext, names: readonly string[], flags: TransformFlags): Promise<void> => {
  refuseOtherEngines(flags.engine);
  const config = readConfig(context, flags);
  const read = chosenMapping(context, config);
  if (flags.showSql !== undefined) return await showSql(context, read, flags, flags.showSql);
  if (flags.explain !== undefined) return await explain(context, read, flags, flags.explain);
  const only = askedFor(read, names);
  const { lake } = existingLake(context, flags);
  const lacking = (only ?? []).filter((bronze) => lake.head().tables[`bronze_${bronze}`] === undefined);
  if (lacking.length > 0)
    throw new UsageError(`the lake has no bronze_${lacking[0]}`, 'extract it first: audit extract', { table: `bronze_${lacking[0]}` });
  using scratch = scratchFolder(context, config);
  await using engine = openEngine(context, config, [lake.root, scratch.path]);
  if (flags.dryRun === true) {
    const planned = planJob(
      mappedJob(read, lake.head(), { ...(only === undefined ? {} : { only }), ...conversionOf(config, read) }).job,
      lake.head().tables,
      engine,
    );
    const rows = planned.map(({ id, mode, why }) => [id, mode, why]);
    const text = `${textTable([{ title: 'step' }, { title: 'what' }, { title: 'why', maxWidth: 100 }], rows)}\nNothing was done (--dry-run).\n`;
    return await context.stdout.write(flags.json === true ? jsonDocument(planned) : text);
  }
  const log = createLog(context.stderr, config.log_level.value, config.log_format.value);
  const progress = progressOn(context.stderr, { quiet: flags.quiet === true });
  const identity = runIdentity(context, 'audit transform');
  try {
    const run = await transformSilver({
      lake,
      engine,
      identity,
      config,
      read,
      ...(only === undefined ? {} : { only }),
      configHash: configHash(config),
      scratch: scratch.path,
      warn: (message, facts) => log.warn(facts, message),
      onStep: ({ step }) => progress.advance({ label: step }),
    });
    progress.finish();
    if (refusedRecords(run) > 0) context.finish(4);
    if (flags.json === true) await context.stdout.write(jsonDocument(transformJson(run, identity.runId)));
    else if (flags.quiet !== true) await context.stdout.write(transformText(run, flags.profile === true));
  } finally {
    progress.finish();
  }
};
