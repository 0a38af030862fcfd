import { resolve } from 'node:path';
import { type Config, loadConfig, type SettingName, settingNames, settings, UsageError } from '@audit/contract';
import type { CommandContext } from './context.ts';

/** What commander read: flags by their names in camel case. */
export type Flags = object;

const camelCase = (flag: string): string => flag.slice(2).replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Every setting with its origin; the lake, and the folder to spill to, as absolute paths. */
export const readConfig = (context: CommandContext, flags: Flags): Config => {
  const given = flags as Readonly<Record<string, unknown>>;
  const named = settingNames.flatMap((name): [SettingName, unknown][] => {
    const { flag } = settings[name];
    return flag === null || given[camelCase(flag)] === undefined ? [] : [[name, given[camelCase(flag)]]];
  });
  return loadConfig({ cwd: context.cwd, env: context.env, flags: Object.fromEntries(named) });
};

/** Folder of the lake, absolute. */
export const lakeFolder = (context: CommandContext, config: Config): string => resolve(context.cwd, config.lake.value);

/** @throws {@link UsageError} for an engine that does not work yet */
export const refuseOtherEngines = (engine: string | undefined): void => {
  if (engine === 'spark')
    throw new UsageError('the engine spark does not work yet', 'leave --engine out: duckdb needs no set-up', { engine });
};
