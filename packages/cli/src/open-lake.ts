import { existsSync } from 'node:fs';
import { type Config, UsageError } from '@audit/contract';
import { Lake, type Manifest } from '@audit/warehouse';
import type { CommandContext } from './context.ts';
import { type Flags, lakeFolder, readConfig } from './settings.ts';

/**
 * The lake a command was pointed at, without looking at its log.
 *
 * @throws {@link UsageError} where there is no such folder
 */
export const existingLake = (context: CommandContext, flags: Flags): { readonly lake: Lake; readonly config: Config } => {
  const config = readConfig(context, flags);
  const folder = lakeFolder(context, config);
  if (!existsSync(folder)) {
    throw new UsageError(`there is no lake at ${folder}`, 'name its folder with --lake, or make one with "audit build-mart"', {
      folder,
      origin: config.lake.origin,
    });
  }
  return { lake: Lake.open(folder), config };
};

/** A lake and the version of it to look at. */
export interface LakeView {
  readonly lake: Lake;
  readonly manifest: Manifest;
  readonly config: Config;
}

/**
 * Opens a lake to look into; a reader takes no lock and creates nothing.
 *
 * @throws UsageError; UnknownVersion; DamagedLog
 */
export const openLake = (context: CommandContext, flags: Flags & { readonly version?: string }): LakeView => {
  const { lake, config } = existingLake(context, flags);
  return { lake, config, manifest: flags.version === undefined ? lake.head() : lake.at(flags.version) };
};
