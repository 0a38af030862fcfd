import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Config } from '@audit/contract';
import { shippedCatalogs } from '@audit/scd2-profile';
import type { CommandContext } from './context.ts';

const usualPlace = join('configs', 'enumerations');

/** Folder of the enumeration catalogs, absolute: the one the settings name, else that of the project's `configs`, else the shipped one. */
export const catalogsFolder = ({ cwd }: Pick<CommandContext, 'cwd'>, config: Config): string => {
  const folder = config['profile.catalogs'].value;
  if (folder !== null) return resolve(cwd, folder);
  const here = resolve(cwd, usualPlace);
  return existsSync(here) ? here : shippedCatalogs;
};
