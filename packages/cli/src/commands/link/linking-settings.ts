import { dirname, resolve } from 'node:path';
import type { Config } from '@audit/contract';
import {
  type LinkingSettings,
  type ManualLinks,
  noManualLinks,
  readLinkingSettings,
  readManualLinks,
  shippedLinkingSettings,
} from '@audit/medallion';
import type { CommandContext } from '../../context.ts';

interface LinkingFlags {
  readonly scorer?: LinkingSettings['scorer'];
  readonly acceptance?: LinkingSettings['acceptance'];
  readonly manual?: string;
}

/** Settings of the linking, flags before file, and the links people decided. @param manual where they are read already */
export const linkingSettingsOf = (
  context: CommandContext,
  config: Config,
  flags: LinkingFlags,
  clock: string,
  manual?: ManualLinks,
): { readonly settings: LinkingSettings; readonly manual: ManualLinks } => {
  const named = config['linking.config'].value;
  const path = named === null ? shippedLinkingSettings : resolve(context.cwd, named);
  const read = readLinkingSettings(path, named ?? path);
  const settings = { ...read, scorer: flags.scorer ?? read.scorer, acceptance: flags.acceptance ?? read.acceptance };
  if (manual !== undefined) return { settings, manual };
  if (flags.manual !== undefined) return { settings, manual: readManualLinks(resolve(context.cwd, flags.manual), flags.manual, clock) };
  if (read.manual_links === null) return { settings, manual: noManualLinks };
  return { settings, manual: readManualLinks(resolve(dirname(path), read.manual_links), read.manual_links, clock) };
};
