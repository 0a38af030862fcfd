import type { Config } from '@audit/contract';
import { besideLake } from '../../beside-lake.ts';
import type { CommandContext } from '../../context.ts';

/** Where the API keys of a lake are kept. @throws ConfigError for a place inside of the lake */
export const keyPath = (context: CommandContext, config: Config): string => besideLake(context, config, 'serve.keys', '.keys.json');
