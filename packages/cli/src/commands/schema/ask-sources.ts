import type { DescribedObject } from '@audit/medallion';
import type { DuckDbEngine, Lake } from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import { lakeToFill } from '../../open-lake.ts';
import { createLog } from '../../output/log.ts';
import { lakeFolder, readConfig } from '../../settings.ts';
import { chosenSources } from '../../sources/chosen-sources.ts';
import type { SourceName } from '../../sources/source-names.ts';
import { withSources } from '../../sources/with-sources.ts';

/** Flags of the commands that ask sources for their schemas. */
export interface SchemaFlags {
  readonly source?: SourceName;
  readonly path?: string;
  readonly json?: true;
}

/** An object and its source. */
export interface AskedObject extends DescribedObject {
  readonly source: string;
}

/** Asks the sources what they look like, and does something with the answer while they and the engine are open. */
export const askSources = async (
  context: CommandContext,
  tables: readonly string[],
  flags: SchemaFlags,
  work: (objects: readonly AskedObject[], lake: Lake, engine: DuckDbEngine) => Promise<void>,
): Promise<void> => {
  const config = readConfig(context, flags);
  const lake = lakeToFill(lakeFolder(context, config));
  const log = createLog(context.stderr, config.log_level.value, config.log_format.value);
  const names = chosenSources(config, flags.source, tables);
  await withSources({ context, config, lake, names, warn: (message, facts) => log.warn(facts, message) }, async (sources, engine) => {
    const objects: AskedObject[] = [];
    for (const source of sources) objects.push(...(await source.describe(tables)).map((one) => ({ ...one, source: source.name })));
    await work(objects, lake, engine);
  });
};
