import { byteSize, type Config, UsageError } from '@audit/contract';
import type { FilesToLink, LinkingSettings, ManualLinks } from '@audit/medallion';
import { findSources, type InputSource } from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import { linkingSettingsOf } from './linking-settings.ts';

/** Flags that name what is linked, and how. */
export interface LinkingFileFlags {
  readonly accounts: string;
  readonly contacts?: string;
  readonly scorer?: LinkingSettings['scorer'];
  readonly acceptance?: LinkingSettings['acceptance'];
  readonly manual?: string;
}

/** Files to link with their settings, before anything is read of them. */
export interface GivenFiles {
  readonly given: readonly InputSource[];
  readonly settings: LinkingSettings;
  readonly manual: ManualLinks;
  /** The same for the linking, from the files as they are, or watched. */
  readonly toLink: (sources: readonly InputSource[]) => FilesToLink;
}

/** The one file that a flag names. @throws UsageError where it is more than one */
export const oneSource = async (context: CommandContext, pattern: string, flag: string): Promise<InputSource> => {
  const [source, ...others] = await findSources([pattern], { cwd: context.cwd, stdin: context.stdin as AsyncIterable<Uint8Array> });
  if (source === undefined || others.length > 0) throw new UsageError(`${flag} ${pattern} is more than one file`, 'name one file');
  return source;
};

/** Finds the files that flags name. @throws UsageError where a flag names more than one */
export const givenFiles = async (context: CommandContext, config: Config, flags: LinkingFileFlags, clock: string): Promise<GivenFiles> => {
  const { settings, manual } = linkingSettingsOf(context, config, flags, clock);
  const given = [
    await oneSource(context, flags.accounts, '--accounts'),
    ...(flags.contacts === undefined ? [] : [await oneSource(context, flags.contacts, '--contacts')]),
  ];
  const maxInput = config.max_input.value === null ? undefined : byteSize(config.max_input.value);
  return {
    given,
    settings,
    manual,
    toLink: ([accounts, contacts]) => ({ accounts: accounts!, contacts, settings, manual, landing: { maxInput } }),
  };
};

/** Paths of sources, for the engine to be let read them. */
export const pathsOf = (sources: readonly InputSource[]): readonly string[] => sources.flatMap(({ path }) => (path === null ? [] : [path]));
