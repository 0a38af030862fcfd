import { type Config, UsageError } from '@audit/contract';
import { Lake, type Manifest } from '@audit/warehouse';
import type { CommandContext } from './context.ts';
import { isFolder, nearestPath } from './folder.ts';
import { type Flags, lakeFolder, readConfig } from './settings.ts';

/**
 * The lake a command was pointed at, without looking at its log.
 *
 * @throws {@link UsageError} where there is none: no such folder, or one that no run has made a lake of
 */
export const existingLake = (context: CommandContext, flags: Flags): { readonly lake: Lake; readonly config: Config } => {
  const config = readConfig(context, flags);
  const folder = lakeFolder(context, config);
  const lake = Lake.open(folder);
  if (!lake.isThere) {
    throw new UsageError(`there is no lake at ${folder}`, 'name its folder with --lake, or make one with "audit build-mart"', {
      folder,
      origin: config.lake.origin,
    });
  }
  return { lake, config };
};

/**
 * The lake a run fills, there or not.
 *
 * @throws {@link UsageError} where a file is in its way
 */
export const lakeToFill = (folder: string): Lake => {
  const place = nearestPath(folder);
  if (!isFolder(place)) throw new UsageError(`the lake cannot be at ${folder}: ${place} is a file`, 'name a folder with --lake');
  return Lake.open(folder);
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
