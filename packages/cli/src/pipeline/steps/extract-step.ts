import type { Config } from '@audit/contract';
import type { ExtractRequest, PlannedTable } from '@audit/medallion';
import { z } from 'zod';
import { extractUnder } from '../../jobs/extract-sources.ts';
import { openSources } from '../../sources/open-sources.ts';
import { openers } from '../../sources/openers.ts';
import { type SourceName, sourceNames } from '../../sources/source-names.ts';
import { quarantinedRows } from '../../commands/extract/summary.ts';
import { settingsOf } from '../../commands/extract/extract-settings.ts';
import { rowsOn } from '../../commands/extract/watch-extraction.ts';
import { counted } from '../../output/quantity.ts';
import type { PipelineStep } from '../pipeline-step.ts';
import { stepOptions } from '../step-options.ts';

const options = z.strictObject({
  ...stepOptions,
  /** By default all that the settings name. */
  sources: z.array(z.enum(sourceNames)).readonly().optional(),
  /** Compare keys of source and bronze too. */
  reconcile: z.boolean().default(false),
  /** By default as the settings say. */
  on_error: z.enum(['fail', 'quarantine']).optional(),
});

type Options = z.output<typeof options>;

const configured = ({ sources = sourceNames }: Options, config: Config): readonly SourceName[] =>
  sources.filter((name) => openers[name].isConfigured(config));

const requestOf = ({ reconcile, on_error: onError }: Options, config: Config): ExtractRequest => ({
  tables: [],
  full: false,
  since: undefined,
  reconcile,
  onError: onError ?? config.on_error.value,
});

/** Sources → bronze. */
export const extractStep: PipelineStep<Options> = {
  name: 'extract',
  options,
  idle: async (given, { config }) => {
    const names = given.sources ?? sourceNames;
    if (configured(given, config).length > 0) return undefined;
    return `no source is configured: ${names.map((name) => `for ${name}, ${openers[name].remedy}`).join('; ')}`;
  },
  directories: async (given, { context, config }) => {
    const found: string[] = [];
    for (const name of configured(given, config)) found.push(...(await openers[name].directories(context, config)));
    return found;
  },
  plan: async (given, { context, config, lake, engine, head, warn }) => {
    await using opened = await openSources({ context, config, lake, engine, format: undefined, warn, names: configured(given, config) });
    const planned: PlannedTable[] = [];
    for (const source of opened.sources) planned.push(...(await source.plan(requestOf(given, config), head)));
    return planned.map(({ source, object, table, mode, why }) => ({ part: `${source}.${object} to bronze_${table}`, mode, why }));
  },
  run: async (given, { context, config, lake, lock, engine, identity, configHash, progress, warn }) => {
    const names = configured(given, config);
    await using opened = await openSources({ context, config, lake, engine, format: undefined, warn, names });
    const extraction = await extractUnder(
      {
        lake,
        engine,
        identity,
        warn,
        configHash,
        sources: opened.sources,
        request: requestOf(given, config),
        settings: settingsOf(config, undefined),
        signal: context.interrupted,
        onRows: rowsOn(progress),
      },
      lock,
    );
    const deleted = extraction.extracted.flatMap(({ tables }) => tables).reduce((sum, { metrics }) => sum + metrics.deleted, 0);
    return {
      quarantined: quarantinedRows(extraction),
      notes: deleted === 0 ? [] : [`${counted(deleted, 'record')} gone at their source`],
    };
  },
};
