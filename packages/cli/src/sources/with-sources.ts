import type { Config } from '@audit/contract';
import type { Source } from '@audit/medallion';
import type { DuckDbEngine, InputFormat, Lake } from '@audit/warehouse';
import type { CommandContext } from '../context.ts';
import type { Warn } from '../jobs/derive-delta-logs.ts';
import { openEngine } from '../open-engine.ts';
import { openSources } from './open-sources.ts';
import { openers } from './openers.ts';
import type { SourceName } from './source-names.ts';

/** Which sources, and for which lake. */
interface SourcesOrder {
  readonly context: CommandContext;
  readonly config: Config;
  readonly lake: Lake;
  readonly names: readonly SourceName[];
  readonly format?: InputFormat | undefined;
  readonly warn: Warn;
}

/** Opens sources with an engine that reaches the lake and them, and closes all of it when the work is done. */
export const withSources = async (
  { context, config, lake, names, format, warn }: SourcesOrder,
  work: (sources: readonly Source[], engine: DuckDbEngine) => Promise<void>,
): Promise<void> => {
  const directories: string[] = [lake.root];
  for (const name of names) directories.push(...(await openers[name].directories(context, config)));
  await using engine = openEngine(context, config, directories);
  await using opened = await openSources({ context, config, lake, engine, names, format, warn });
  await work(opened.sources, engine);
};
