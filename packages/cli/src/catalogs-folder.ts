import { resolve } from 'node:path';
import type { Config } from '@audit/contract';
import { shippedCatalogs } from '@audit/scd2-profile';
import type { CommandContext } from './context.ts';

/** Folder of the enumeration catalogs, absolute: the one the settings name, else the shipped one. */
export const catalogsFolder = (context: CommandContext, config: Config): string => {
  const folder = config['profile.catalogs'].value;
  return folder === null ? shippedCatalogs : resolve(context.cwd, folder);
};
