import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Config, FileMissing, FileUnreadable, UsageError } from '@audit/contract';
import {
  fetchRates,
  importRates,
  type RatesDelivery,
  ratesFile,
  type RatesImport,
  type RateSource,
  salesforceRates,
  shippedRates,
} from '@audit/medallion';
import type { Manifest, Session } from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import { fillLake } from '../../jobs/fill-lake.ts';
import { lakeToFill } from '../../open-lake.ts';
import { openEngine } from '../../open-engine.ts';
import { jsonDocument } from '../../output/json.ts';
import { createLog } from '../../output/log.ts';
import { counted, grouped } from '../../output/quantity.ts';
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

const readRates = (path: string, label: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new FileMissing(label, { cause: error });
    throw new FileUnreadable(label, code === 'EISDIR' ? 'it is a folder' : message, { cause: error });
  }
};

type Deliver = (session: Session, parent: Manifest) => RatesDelivery | Promise<RatesDelivery>;

/** What is imported; files are read, and fetched, before the lake is locked. */
const delivery = async (
  context: CommandContext,
  config: Config,
  file: string | undefined,
  flags: ImportFlags,
  folder: string,
): Promise<Deliver | 'salesforce'> => {
  if (flags.source === 'salesforce') {
    if (file !== undefined) throw new UsageError(`--source salesforce and "${file}"`, 'leave the file out: its rates come from bronze');
    return 'salesforce';
  }
  const from = async () => {
    if (file === undefined)
      return {
        label: `eurofxref-hist.zip of ${shippedRates.until}, as it comes with audit`,
        bytes: readRates(shippedRates.path, shippedRates.path),
      };
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(file)) return await fetchRates(file, config['fx.allowed_hosts'].value, context.interrupted);
    return { label: file, bytes: readRates(resolve(context.cwd, file), file) };
  };
  const found = ratesFile(await from(), flags.source, folder);
  return () => found;
};

const asText = ({ label, counts, changed, manifest }: RatesImport, before: number): string => {
  const { received, added, changed: restated, closed, known } = counts;
  const news = manifest.version === before ? `nothing new, version ${before} of the lake stays` : `version ${manifest.version} of the lake`;
  const differences = changed
    .slice(0, 20)
    .map((one) => `  ${one.source} ${one.base}/${one.quote} ${one.valid_from}: ${one.was} → ${one.is}\n`);
  return `${label}: ${counted(received, 'rate')}, ${news}
  rates    ${grouped(added)} added, ${grouped(restated)} restated, ${grouped(closed)} got their end, ${grouped(known)} known
${differences.join('')}`;
};

const asJson = ({ label, kind, sha256, counts, changed, manifest }: RatesImport, before: number): object => ({
  source: kind,
  file: label,
  sha256,
  ...counts,
  differences: changed,
  version: manifest.version,
  published: manifest.version !== before,
});

/** `audit fx import`. */
export const runFxImport = async (context: CommandContext, file: string | undefined, flags: ImportFlags): Promise<void> => {
  refuseOtherEngines(flags.engine);
  const config = readConfig(context, flags);
  using scratch = scratchFolder(context, config);
  const lake = lakeToFill(lakeFolder(context, config));
  const deliver = await delivery(context, config, file, flags, scratch.path);
  const log = createLog(context.stderr, config.log_level.value, config.log_format.value);
  await using engine = openEngine(context, config, [lake.root, scratch.path]);
  const identity = runIdentity(context, 'audit fx import');
  const order = { lake, engine, identity, warn: (message: string, facts: Readonly<Record<string, unknown>>) => log.warn(facts, message) };
  const { done, before } = await fillLake(order, async (lock) => {
    const head = lake.head().version;
    const run = {
      runId: identity.runId,
      clock: identity.clock,
      base: config['fx.base_currency'].value,
      maxAgeDays: config['fx.max_age_days'].value,
      restate: flags.restate === true,
    };
    const from: Deliver = deliver === 'salesforce' ? async (session, parent) => await salesforceRates(session, lake, parent) : deliver;
    return { done: await importRates(engine, lake, lock, from, run), before: head };
  });
  if (flags.json) await context.stdout.write(jsonDocument(asJson(done, before)));
  else if (!flags.quiet) await context.stdout.write(asText(done, before));
};
