import { resolve, sep } from 'node:path';
import { type Config, ConfigError } from '@audit/contract';
import type { CommandContext } from '../../context.ts';
import { lakeFolder } from '../../settings.ts';

/** Where the API keys of a lake are kept. @throws {@link ConfigError} for a place inside of the lake, which others copy and read */
export const keyPath = (context: Pick<CommandContext, 'cwd'> & CommandContext, config: Config): string => {
  const lake = lakeFolder(context, config);
  const { value, origin } = config['serve.keys'];
  if (value === null) return `${lake}.keys.json`;
  const path = resolve(context.cwd, value);
  if (path.startsWith(`${lake}${sep}`)) throw new ConfigError(origin, `serve.keys is inside of the lake, ${lake}`, 'name a file beside it');
  return path;
};
