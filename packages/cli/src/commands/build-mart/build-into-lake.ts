import type { Config } from '@audit/contract';
import { type InputSource, Lake } from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import { buildMartInLake } from '../../jobs/build-mart.ts';
import { openEngine } from '../../open-engine.ts';
import { runIdentity } from '../../run-identity.ts';
import { lakeFolder } from '../../settings.ts';
import { type MartFlags, whenChangedOf } from './mart-flags.ts';
import { printSummary } from './print-summary.ts';
import { summaryOf } from './summary.ts';
import { watchRun } from './watch-run.ts';

/** Files the engine reads by itself (Parquet). */
const paths = (sources: readonly InputSource[]): readonly string[] => sources.flatMap(({ path }) => (path === null ? [] : [path]));

/** Builds the marts into the lake and prints the summary. */
export const buildIntoLake = async (
  context: CommandContext,
  config: Config,
  sources: readonly InputSource[],
  flags: MartFlags,
): Promise<void> => {
  const lake = Lake.open(lakeFolder(context, config));
  await using engine = openEngine(context, config, [lake.root, ...paths(sources)]);
  using watch = watchRun(context, config, sources, flags.quiet === true);
  const result = await buildMartInLake({
    config,
    sources: watch.sources,
    lake,
    engine,
    identity: runIdentity(context, 'audit build-mart'),
    format: flags.inputFormat,
    whenChanged: whenChangedOf(flags),
    onStep: watch.onStep,
    warn: watch.warn,
  });
  watch[Symbol.dispose]();
  const summary = await summaryOf(engine, lake, config, result, { lake: lake.root, output: null });
  await printSummary(context, summary, flags);
};
