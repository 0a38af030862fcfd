import type { Config } from '@audit/contract';
import type { InputSource } from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import { openEngine } from '../../open-engine.ts';
import { lakeToFill } from '../../open-lake.ts';
import { lakeFolder } from '../../settings.ts';
import { buildWatched } from './build-watched.ts';
import type { MartFlags } from './mart-flags.ts';
import { printSummary } from './print-summary.ts';
import { summaryOf } from './summary.ts';

/** Files the engine reads by itself (Parquet). */
const paths = (sources: readonly InputSource[]): readonly string[] => sources.flatMap(({ path }) => (path === null ? [] : [path]));

/** Builds the marts into the lake and prints the summary. */
export const buildIntoLake = async (
  context: CommandContext,
  config: Config,
  sources: readonly InputSource[],
  flags: MartFlags,
): Promise<void> => {
  const lake = lakeToFill(lakeFolder(context, config));
  await using engine = openEngine(context, config, [lake.root, ...paths(sources)]);
  const result = await buildWatched(context, config, sources, flags, { lake, engine });
  const summary = await summaryOf(engine, lake, config, result, { lake: lake.root, output: null });
  await printSummary(context, summary, flags);
};
