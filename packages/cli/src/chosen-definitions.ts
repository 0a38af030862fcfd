import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Config, readNamedFile } from '@audit/contract';
import { type Definitions, readDefinitions, shippedDefinitions } from '@audit/metrics';
import type { CommandContext } from './context.ts';

const usualPlace = join('configs', 'silver_to_gold_metrics.json');

const textOf = (path: string, shown: string): string => readNamedFile(path, shown).toString();

/**
 * The definitions that count: those the settings name, else those of the project's `configs`, else the shipped ones.
 *
 * @throws FileMissing, FileUnreadable, DefinitionsInvalid
 */
export const chosenDefinitions = ({ cwd }: Pick<CommandContext, 'cwd'>, config: Config): Definitions => {
  const named = config['gold.definitions'].value;
  if (named !== null) return readDefinitions(textOf(resolve(cwd, named), named), named);
  const here = resolve(cwd, usualPlace);
  if (existsSync(here)) return readDefinitions(textOf(here, usualPlace), usualPlace);
  return readDefinitions(textOf(shippedDefinitions, shippedDefinitions), 'silver_to_gold_metrics.json, as it comes with audit');
};
