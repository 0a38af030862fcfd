import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
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

const usualPlace = join('configs', 'account_linking.json');

/** A file of settings, absolute, and what messages call it. */
export interface LinkingFile {
  readonly path: string;
  readonly label: string;
}

/** The settings of the linking that count: those the settings name, else those of the project's `configs`, else the shipped ones. */
export const linkingFile = ({ cwd }: Pick<CommandContext, 'cwd'>, config: Config): LinkingFile => {
  const named = config['linking.config'].value;
  if (named !== null) return { path: resolve(cwd, named), label: named };
  const here = resolve(cwd, usualPlace);
  return existsSync(here) ? { path: here, label: usualPlace } : { path: shippedLinkingSettings, label: shippedLinkingSettings };
};

/** Settings of the linking, flags before file, and the links people decided. @param manual where they are read already */
export const linkingSettingsOf = (
  context: CommandContext,
  config: Config,
  flags: LinkingFlags,
  clock: string,
  manual?: ManualLinks,
): { readonly settings: LinkingSettings; readonly manual: ManualLinks } => {
  const { path, label } = linkingFile(context, config);
  const read = readLinkingSettings(path, label);
  const settings = { ...read, scorer: flags.scorer ?? read.scorer, acceptance: flags.acceptance ?? read.acceptance };
  if (manual !== undefined) return { settings, manual };
  if (flags.manual !== undefined) return { settings, manual: readManualLinks(resolve(context.cwd, flags.manual), flags.manual, clock) };
  if (read.manual_links === null) return { settings, manual: noManualLinks };
  return { settings, manual: readManualLinks(resolve(dirname(path), read.manual_links), read.manual_links, clock) };
};
