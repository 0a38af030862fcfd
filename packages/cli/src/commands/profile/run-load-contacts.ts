import type { ContactLoad } from '@audit/scd2-profile';
import { Lake } from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import { loadContacts } from '../../jobs/load-contacts.ts';
import { openEngine } from '../../open-engine.ts';
import { jsonLine } from '../../output/json.ts';
import { createLog } from '../../output/log.ts';
import { counted, grouped } from '../../output/quantity.ts';
import { runIdentity } from '../../run-identity.ts';
import { scratchFolder } from '../../scratch-folder.ts';
import { lakeFolder, readConfig, refuseOtherEngines } from '../../settings.ts';
import type { BatchFlags } from './batch-options.ts';
import { deliveredFiles } from './delivered-files.ts';

interface LoadContactsFlags extends BatchFlags {
  readonly engine?: string;
  readonly json?: true;
  readonly quiet?: true;
}

const asJson = ({ status, batchId, account }: ContactLoad): object => ({
  batch: batchId,
  status,
  records: account.received,
  accepted: account.accepted,
  quarantined: account.quarantined,
  versions: account.versions,
  versions_before: account.versionsBefore,
});

const asText = ({ status, batchId, account, unknownColumns, manifest }: ContactLoad, label: string): string => {
  if (status === 'skipped') return `${label}: batch ${batchId} was loaded before, nothing to do\n`;
  const unknown = unknownColumns.length === 0 ? '' : `\n  columns nothing is read from: ${unknownColumns.join(', ')}`;
  return `${label}: ${counted(account.received, 'record')}, version ${manifest.version} of the lake
  contacts ${counted(account.versions, 'version')}, ${grouped(account.versionsBefore)} before
  records  ${grouped(account.quarantined)} in quarantine${unknown}
`;
};

/** `audit profile load-contacts`. */
export const runLoadContacts = async (context: CommandContext, words: readonly string[], flags: LoadContactsFlags): Promise<void> => {
  refuseOtherEngines(flags.engine);
  const config = readConfig(context, flags);
  using scratch = scratchFolder(context, config);
  const batches = await deliveredFiles(context, words, flags, scratch.path);
  const lake = Lake.open(lakeFolder(context, config));
  const log = createLog(context.stderr, config.log_level.value, config.log_format.value);
  await using engine = openEngine(context, config, [lake.root, scratch.path, ...batches.map(({ path }) => path)]);
  await loadContacts({
    batches,
    lake,
    engine,
    identity: runIdentity(context, 'audit profile load-contacts'),
    onBatch: async (load, { label }) => {
      if (load.account.quarantined > 0) context.finish(4);
      if (flags.json) await context.stdout.write(jsonLine(asJson(load)));
      else if (!flags.quiet) await context.stdout.write(asText(load, label));
    },
    warn: (message, facts) => log.warn(facts, message),
  });
};
