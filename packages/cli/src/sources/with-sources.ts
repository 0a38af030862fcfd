import type { Config } from '@audit/contract';
import { partitionOf, type Source } from '@audit/medallion';
import type { DuckDbEngine, InputFormat, Lake } from '@audit/warehouse';
import type { CommandContext } from '../context.ts';
import type { Warn } from '../jobs/derive-delta-logs.ts';
import { openEngine } from '../open-engine.ts';
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
  const apart = partitionOf(config['bronze.partition'].value, config['bronze.partition_from_rows'].value);
  const order = { context, config, lake, engine, format, partitionOf: apart, warn };
  const sources: Source[] = [];
  try {
    for (const name of names) sources.push(await openers[name].open(order));
    await work(sources, engine);
  } finally {
    for (const source of sources) await source[Symbol.asyncDispose]();
  }
};
