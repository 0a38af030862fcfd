import { type Config, UsageError } from '@audit/contract';
import {
  type DeliverRates,
  fetchRates,
  importRates,
  ratesFile,
  type RatesImport,
  type RateSource,
  salesforceRates,
  shippedRates,
} from '@audit/medallion';
import type { Lake } from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import { fillLake } from '../../jobs/fill-lake.ts';
import { lakeToFill } from '../../open-lake.ts';
import { openEngine } from '../../open-engine.ts';
import { jsonDocument } from '../../output/json.ts';
import { createLog } from '../../output/log.ts';
import { counted, grouped } from '../../output/quantity.ts';
import { readGivenFile } from '../../read-given-file.ts';
import { runIdentity } from '../../run-identity.ts';
import { scratchFolder } from '../../scratch-folder.ts';
import { lakeFolder, readConfig, refuseOtherEngines } from '../../settings.ts';

interface ImportFlags {
  readonly source?: RateSource;
  readonly restate?: true;
  readonly engine?: string;
  readonly json?: true;
  readonly quiet?: true;
}

/** What is imported; files are read, and fetched, before the lake is locked. */
const delivery = async (
  context: CommandContext,
  config: Config,
  lake: Lake,
  file: string | undefined,
  source: RateSource | undefined,
  folder: string,
): Promise<DeliverRates> => {
  if (source === 'salesforce') {
    if (file !== undefined) throw new UsageError(`--source salesforce and "${file}"`, 'leave the file out: its rates come from bronze');
    return async (session, parent) => await salesforceRates(session, lake, parent);
  }
  const from = async () => {
    if (file === undefined)
      return {
        label: `eurofxref-hist.zip of ${shippedRates.until}, as it comes with audit`,
        bytes: readGivenFile(context, shippedRates.path),
      };
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(file)) return await fetchRates(file, config['fx.allowed_hosts'].value, context.interrupted);
    return { label: file, bytes: readGivenFile(context, file) };
  };
  const found = ratesFile(await from(), source, folder);
  return () => found;
};

const asText = ({ label, counts, changed, manifest, isNew }: RatesImport): string => {
  const { received, added, changed: restated, closed, known } = counts;
  const version = `version ${manifest.version} of the lake`;
  const differences = changed
    .slice(0, 20)
    .map((one) => `  ${one.source} ${one.base}/${one.quote} ${one.valid_from}: ${one.was} → ${one.is}\n`);
  return `${label}: ${counted(received, 'rate')}, ${isNew ? version : `nothing new, ${version} stays`}
  rates    ${grouped(added)} added, ${grouped(restated)} restated, ${grouped(closed)} got their end, ${grouped(known)} known
${differences.join('')}`;
};

const asJson = ({ label, kind, sha256, counts, changed, manifest, isNew }: RatesImport): object => ({
  source: kind,
  file: label,
  sha256,
  ...counts,
  differences: changed,
  version: manifest.version,
  published: isNew,
});

/** `audit fx import`. */
export const runFxImport = async (context: CommandContext, file: string | undefined, flags: ImportFlags): Promise<void> => {
  refuseOtherEngines(flags.engine);
  const config = readConfig(context, flags);
  using scratch = scratchFolder(context, config);
  const lake = lakeToFill(lakeFolder(context, config));
  const deliver = await delivery(context, config, lake, file, flags.source, scratch.path);
  const log = createLog(context.stderr, config.log_level.value, config.log_format.value);
  await using engine = openEngine(context, config, [lake.root, scratch.path]);
  const identity = runIdentity(context, 'audit fx import');
  const order = { lake, engine, identity, warn: (message: string, facts: Readonly<Record<string, unknown>>) => log.warn(facts, message) };
  const done = await fillLake(order, async (lock) => {
    const run = {
      runId: identity.runId,
      clock: identity.clock,
      base: config['fx.base_currency'].value,
      maxAgeDays: config['fx.max_age_days'].value,
      restate: flags.restate === true,
    };
    return await importRates(engine, lake, lock, deliver, run);
  });
  if (flags.json) await context.stdout.write(jsonDocument(asJson(done)));
  else if (!flags.quiet) await context.stdout.write(asText(done));
};
