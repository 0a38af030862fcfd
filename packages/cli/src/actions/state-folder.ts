import type { Config } from '@audit/contract';
import { besideLake } from '../beside-lake.ts';
import type { CommandContext } from '../context.ts';

/** Folder of what people did by the API of a lake. @throws ConfigError for a place inside of the lake */
export const stateFolder = (context: CommandContext, config: Config): string => besideLake(context, config, 'serve.state', '.state');
