import { resolve, sep } from 'node:path';
import { type Config, ConfigError } from '@audit/contract';
import type { CommandContext } from './context.ts';
import { lakeFolder } from './settings.ts';

/**
 * Where something the API keeps for a lake is: where its setting says, else beside the lake.
 *
 * @param ending of its name beside the lake
 * @throws {@link ConfigError} for a place inside of the lake, which others copy and read
 */
export const besideLake = (context: CommandContext, config: Config, name: 'serve.keys' | 'serve.state', ending: string): string => {
  const lake = lakeFolder(context, config);
  const { value, origin } = config[name];
  if (value === null) return `${lake}${ending}`;
  const path = resolve(context.cwd, value);
  if (path.startsWith(`${lake}${sep}`)) throw new ConfigError(origin, `${name} is inside of the lake, ${lake}`, 'name a place beside it');
  return path;
};
