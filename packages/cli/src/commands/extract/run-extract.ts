import { randomUUID } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from '@audit/contract';
import type { PlannedTable } from '@audit/medallion';
import { configHash } from '../../config-hash.ts';
import type { CommandContext } from '../../context.ts';
import { isFolder } from '../../folder.ts';
import { extractSources } from '../../jobs/extract-sources.ts';
import { lakeToFill } from '../../open-lake.ts';
import { jsonDocument } from '../../output/json.ts';
import { createLog } from '../../output/log.ts';
import { progressOn } from '../../output/progress.ts';
import { runIdentity } from '../../run-identity.ts';
import { lakeFolder, readConfig, refuseOtherEngines } from '../../settings.ts';
import { chosenSources } from '../../sources/chosen-sources.ts';
import { withSources } from '../../sources/with-sources.ts';
import { type ExtractFlags, extractRequest } from './extract-request.ts';
import { settingsOf } from './extract-settings.ts';
import { openMetrics } from './open-metrics.ts';
import { planJson, planText } from './plan-text.ts';
import { extractionJson, extractionText, quarantinedRows } from './summary.ts';
import { rowsOn } from './watch-extraction.ts';

/** `audit extract`. */
export const runExtract = async (context: CommandContext, tables: readonly string[], flags: ExtractFlags): Promise<void> => {
  refuseOtherEngines(flags.engine);
  const config = readConfig(context, flags);
  const request = extractRequest(tables, flags, config);
  const metricsFile = flags.metricsFile === undefined ? undefined : placeOf(resolve(context.cwd, flags.metricsFile));
  const names = chosenSources(config, flags.source, tables);
  const lake = lakeToFill(lakeFolder(context, config));
  const log = createLog(context.stderr, config.log_level.value, config.log_format.value);
  const progress = progressOn(context.stderr, { quiet: flags.quiet === true });
  const warn = (message: string, facts: Readonly<Record<string, unknown>>): void => {
    progress.finish();
    log.warn(facts, message);
  };
  try {
    await withSources({ context, config, lake, names, format: flags.inputFormat, warn }, async (sources, engine) => {
      if (flags.dryRun === true) {
        const planned: PlannedTable[] = [];
        for (const source of sources) planned.push(...(await source.plan(request, lake.head())));
        return await context.stdout.write(flags.json ? jsonDocument(planJson(planned)) : planText(planned));
      }
      const identity = runIdentity(context, 'audit extract');
      const onRows = rowsOn(progress);
      const settings = settingsOf(config, flags.inputFormat);
      const order = {
        lake,
        engine,
        identity,
        sources,
        request,
        settings,
        warn,
        configHash: configHash(config),
        signal: context.interrupted,
        onRows,
      };
      const extraction = await extractSources(order);
      progress.finish();
      if (metricsFile !== undefined) replaceFile(metricsFile, openMetrics(extraction, Date.parse(identity.clock) / 1000));
      if (quarantinedRows(extraction) > 0) context.finish(4);
      if (flags.json) await context.stdout.write(jsonDocument(extractionJson(extraction, identity.runId)));
      else if (!flags.quiet) await context.stdout.write(extractionText(extraction));
    });
  } finally {
    progress.finish();
  }
};

/** A file to be written. @throws UsageError where its folder is not there: better before the run than after it */
const placeOf = (path: string): string => {
  if (isFolder(dirname(path)) && !isFolder(path)) return path;
  throw new UsageError(`--metrics-file cannot be ${path}`, 'name a file in a folder that is there', { path });
};

/** Whoever collects the file never sees a part of it. */
const replaceFile = (path: string, text: string): void => {
  const temporary = join(dirname(path), `.${randomUUID()}.tmp`);
  writeFileSync(temporary, text);
  renameSync(temporary, path);
};
