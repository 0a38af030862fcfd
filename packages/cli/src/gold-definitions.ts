import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Config, isRefusal, readNamedFile, type Table } from '@audit/contract';
import {
  type Definitions,
  type DefinitionsText,
  goldTables,
  readDefinitions,
  shippedDefinitions,
  silverOf,
  type SilverColumns,
} from '@audit/metrics';
import { Lake } from '@audit/warehouse';
import type { CommandContext } from './context.ts';
import { type Flags, lakeFolder, readConfig } from './settings.ts';

const usualPlace = join('configs', 'silver_to_gold_metrics.json');

/**
 * The definitions that count: those the settings name, else those of the project's `configs`, else the shipped ones.
 *
 * @throws FileMissing, FileUnreadable
 */
export const definitionsText = ({ cwd }: Pick<CommandContext, 'cwd'>, config: Config): DefinitionsText => {
  const named = config['gold.definitions'].value;
  if (named !== null) return { text: readNamedFile(resolve(cwd, named), named).toString(), origin: named };
  const here = resolve(cwd, usualPlace);
  if (existsSync(here)) return { text: readNamedFile(here, usualPlace).toString(), origin: usualPlace };
  return {
    text: readNamedFile(shippedDefinitions, shippedDefinitions).toString(),
    origin: 'silver_to_gold_metrics.json, as it comes with audit',
  };
};

/** The same, read. @param silver tables and columns of the lake; those of the shipped mapping by default @throws DefinitionsInvalid too */
export const chosenDefinitions = (context: Pick<CommandContext, 'cwd'>, config: Config, silver?: SilverColumns): Definitions => {
  const { text, origin } = definitionsText(context, config);
  return readDefinitions(text, origin, silver);
};

/**
 * The same, for commands that need no lake: they may name what the lake of the settings has, where there is one.
 *
 * @throws DefinitionsInvalid too
 */
export const readableDefinitions = (context: CommandContext, flags: Flags): Definitions => {
  const config = readConfig(context, flags);
  const lake = Lake.open(lakeFolder(context, config));
  return chosenDefinitions(context, config, lake.isThere ? silverOf(lake.head()) : undefined);
};

/** The tables of gold as these definitions declare them; undefined where they are wrong: whoever computes them says so. */
export const declaredGold = (
  context: Pick<CommandContext, 'cwd'>,
  config: Config,
  silver?: SilverColumns,
): readonly Table[] | undefined => {
  try {
    return goldTables(chosenDefinitions(context, config, silver)).map(({ table }) => table);
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
};
