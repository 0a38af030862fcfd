import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Config, readNamedFile } from '@audit/contract';
import { readMapping, type ReadMapping, shippedMapping } from '@audit/medallion';
import type { CommandContext } from './context.ts';

const usualPlace = join('configs', 'bronze_to_silver_mapping.json');

const textOf = (path: string, shown: string): string => readNamedFile(path, shown).toString();

/**
 * The mapping that counts: the one the settings name, else that of the project's `configs`, else the shipped one.
 *
 * @throws FileMissing, FileUnreadable, MappingInvalid
 */
export const chosenMapping = ({ cwd }: Pick<CommandContext, 'cwd'>, config: Config): ReadMapping => {
  const named = config['silver.mapping'].value;
  if (named !== null) return readMapping(textOf(resolve(cwd, named), named), named);
  const here = resolve(cwd, usualPlace);
  if (existsSync(here)) return readMapping(textOf(here, usualPlace), usualPlace);
  return readMapping(textOf(shippedMapping, shippedMapping), 'bronze_to_silver_mapping.json, as it comes with audit');
};
