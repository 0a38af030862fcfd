import { UsageError } from '@audit/contract';
import { type Channel, type ProfileBatch, type ProfileLoad } from '@audit/scd2-profile';
import { Lake } from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import { loadProfiles } from '../../jobs/load-profiles.ts';
import { openEngine } from '../../open-engine.ts';
import { jsonLine } from '../../output/json.ts';
import { createLog } from '../../output/log.ts';
import { counted, grouped } from '../../output/quantity.ts';
import { runIdentity } from '../../run-identity.ts';
import { scratchFolder } from '../../scratch-folder.ts';
import { lakeFolder, readConfig, refuseOtherEngines } from '../../settings.ts';
import { openTargets } from '../../triggers/open-targets.ts';
import { tellChanges } from '../../triggers/tell-changes.ts';
import type { BatchFlags } from './batch-options.ts';
import { deliveredFiles } from './delivered-files.ts';
import { codesOf, missingPolicy, repetitionsFrom } from './load-options.ts';

interface ProfileLoadFlags extends BatchFlags {
  readonly feed?: Channel;
  readonly full?: true;
  readonly onMissing?: 'keep' | 'close';
  readonly maxMissingPercent?: number;
  readonly source?: 'opdb';
  readonly engine?: string;
  readonly json?: true;
  readonly quiet?: true;
}

/** Who is missing can be told of a batch that holds every customer only. */
const refuseMissingOfParts = ({ full, onMissing, maxMissingPercent }: ProfileLoadFlags): void => {
  if (full || (onMissing !== 'close' && maxMissingPercent === undefined)) return;
  throw new UsageError(
    '--on-missing close or --max-missing-percent without --full',
    'say --full if the batch holds every customer there is',
  );
};

const asJson = ({ status, batchId, account }: ProfileLoad): object => ({
  batch: batchId,
  status,
  records: account.received,
  created: account.created,
  corrected: account.corrected,
  closed: account.closed,
  type1_updated: account.type1Updated,
  unchanged: account.unchanged,
  quarantined: account.quarantined,
  missing: account.missing,
});

const asText = ({ status, batchId, account, unknownColumns, manifest }: ProfileLoad, label: string): string => {
  if (status === 'skipped') return `${label}: batch ${batchId} was loaded before, nothing to do\n`;
  const { created, corrected, closed, type1Updated, unchanged, quarantined } = account;
  const unknown = unknownColumns.length === 0 ? '' : `\n  columns nothing is read from: ${unknownColumns.join(', ')}`;
  const absent = account.missing === 0 ? '' : `\n  missing  ${counted(account.missing, 'current customer')} not in the full extract`;
  return `${label}: ${counted(account.received, 'record')}, version ${manifest.version} of the lake
  versions ${grouped(created)} created, ${grouped(corrected)} corrected, ${grouped(closed)} closed, ${grouped(type1Updated)} rewritten in place
  records  ${grouped(unchanged)} changed nothing, ${grouped(quarantined)} in quarantine${absent}${unknown}
`;
};

/** Either files are named or a source; what a source delivers has its own time and format. */
const refuseMixedSources = (words: readonly string[], { source, extractTs, inputFormat }: ProfileLoadFlags): void => {
  if (source === undefined && words.length === 0)
    throw new UsageError('nothing to load', 'name batches, or --source opdb for the view of the operational database');
  if (source !== undefined && (words.length > 0 || extractTs !== undefined || inputFormat !== undefined))
    throw new UsageError(`--source ${source} with files, --extract-ts or --input-format`, 'the source says these itself: leave them out');
};

/** `audit profile load`, and `audit profile correct`, which is a load of the feed `correction`. */
export const runProfileLoad = async (context: CommandContext, words: readonly string[], flags: ProfileLoadFlags): Promise<void> => {
  refuseOtherEngines(flags.engine);
  const config = readConfig(context, flags);
  refuseMixedSources(words, flags);
  const targets = openTargets(context, config);
  refuseMissingOfParts(flags);
  using scratch = scratchFolder(context, config);
  const batches: ProfileBatch[] = (await deliveredFiles(context, words, flags, scratch.path)).map((file) => ({
    ...file,
    feed: flags.feed ?? 'changelog',
    isFull: flags.full === true,
  }));
  if (flags.source === 'opdb') {
    const { landOperationalView } = await import('../../land-operational-view.ts');
    const landed = await landOperationalView(context, config, scratch.path, { feed: 'changelog', ...flags });
    batches.push({ ...landed, isFull: flags.full === true });
  }
  const identity = runIdentity(context, flags.feed === 'correction' ? 'audit profile correct' : 'audit profile load');
  const lake = Lake.open(lakeFolder(context, config));
  const log = createLog(context.stderr, config.log_level.value, config.log_format.value);
  await using engine = openEngine(context, config, [lake.root, scratch.path, ...batches.map(({ path }) => path)]);
  let published = 0;
  await loadProfiles({
    batches,
    lake,
    engine,
    identity,
    options: { repetitionsFrom, missing: missingPolicy(config), ...codesOf(context, config) },
    onBatch: async (load) => {
      if (load.account.quarantined > 0) context.finish(4);
      const { label } = batches[published++] ?? { label: '' };
      if (flags.json) await context.stdout.write(jsonLine(asJson(load)));
      else if (!flags.quiet) await context.stdout.write(asText(load, label));
    },
    warn: (message, facts) => log.warn(facts, message),
  });
  await tellChanges({ targets, lake, engine, identity, interrupted: context.interrupted });
};
