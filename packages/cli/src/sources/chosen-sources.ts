import { type Config, UsageError } from '@audit/contract';
import { openers } from './openers.ts';
import { type SourceName, sourceNames } from './source-names.ts';

/**
 * The sources a command is about: the one that is named, else all that the settings name.
 *
 * @param tables tables that are named: each source has its own
 * @throws UsageError where there is none, nothing is set for the one named, or tables are named of several
 */
export const chosenSources = (config: Config, named: SourceName | undefined, tables: readonly string[]): readonly SourceName[] => {
  if (named === undefined) {
    const configured = sourceNames.filter((name) => openers[name].isConfigured(config));
    if (configured.length > 1 && tables.length > 0)
      throw new UsageError(`${tables.join(', ')} of which source?`, `say --source ${configured.join(' or --source ')}`, {
        sources: configured,
      });
    if (configured.length > 0) return configured;
    throw new UsageError('no source is configured', sourceNames.map((name) => `for ${name}, ${openers[name].remedy}`).join('; '));
  }
  if (openers[named].isConfigured(config)) return [named];
  throw new UsageError(`nothing is configured for the source ${named}`, openers[named].remedy, { source: named });
};
