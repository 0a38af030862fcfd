import { type LinkingSettings, linkLake, type LinkedLake } from '@audit/medallion';
import { configHash } from '../../config-hash.ts';
import type { CommandContext } from '../../context.ts';
import { fillLake } from '../../jobs/fill-lake.ts';
import { openEngine } from '../../open-engine.ts';
import { existingLake } from '../../open-lake.ts';
import { jsonDocument } from '../../output/json.ts';
import { createLog } from '../../output/log.ts';
import { counted, grouped } from '../../output/quantity.ts';
import { runIdentity } from '../../run-identity.ts';
import { linkingSettingsOf } from './linking-settings.ts';
import { linkSummary } from './link-summary.ts';
import { tellUnknown } from './tell-unknown.ts';

interface LakeFlags {
  readonly all?: true;
  readonly refreshFrequencies?: true;
  readonly scorer?: LinkingSettings['scorer'];
  readonly acceptance?: LinkingSettings['acceptance'];
  readonly manual?: string;
  readonly json?: true;
  readonly quiet?: true;
}

/** What the run did to the lake, beside the links. */
const lakeFacts = ({ manifest, compared, because, isNew, model, ids, xref }: LinkedLake) => ({
  version: manifest.version,
  published: isNew,
  skipped: compared === 'none',
  compared,
  because,
  frequencies_version: model,
  ids,
  customer_xref: xref,
});

const comparedText = ({ report, compared, because }: LinkedLake): string => {
  if (compared === 'none') return '';
  const which = compared === 'all' ? 'all accounts' : `${counted(report.compared_accounts, 'account')} of ${grouped(report.accounts)}`;
  return `; ${which} compared: ${because}`;
};

const lakeText = (linked: LinkedLake): string => {
  const { manifest, compared, isNew, model, ids, xref } = linked;
  const why =
    compared === 'none' ? 'nothing that linking reads or decides by has changed since the run these figures are of' : 'nothing new';
  const version = isNew ? `version ${manifest.version} of the lake` : `${why}, the tables of version ${manifest.version} of the lake stay`;
  const other = xref.rows > 0 ? `${counted(xref.rows, 'id')} of other systems` : `no ids of other systems: ${xref.why}`;
  return `${version}; frequencies of version ${model}; ${counted(ids.made, 'new id')}, ${ids.aliased} became aliases, ${ids.retired} retired; ${other}${comparedText(linked)}`;
};

/** `audit link run` on a lake. */
export const runLinkLake = async (context: CommandContext, flags: LakeFlags): Promise<void> => {
  const { lake, config } = existingLake(context, flags);
  const identity = runIdentity(context, 'audit link run');
  const { settings, manual } = linkingSettingsOf(context, config, flags, identity.clock);
  await using engine = openEngine(context, config, [lake.root]);
  const log = createLog(context.stderr, config.log_level.value, config.log_format.value);
  const order = { lake, engine, identity, warn: (message: string, facts: Readonly<Record<string, unknown>>) => log.warn(facts, message) };
  const { runId, clock } = identity;
  const [refresh, all] = [flags.refreshFrequencies === true, flags.all === true];
  const linked = await fillLake(
    order,
    async (lock) => await linkLake(engine, lake, lock, { runId, clock, settings, manual, refresh, all, configHash: configHash(config) }),
  );
  const { report } = linked;
  tellUnknown(context, config, report);
  if (flags.json) await context.stdout.write(jsonDocument({ ...report, ...lakeFacts(linked) }));
  else if (!flags.quiet) await context.stdout.write(linkSummary(report, lakeText(linked)));
};
