import { resolve } from 'node:path';
import { parseNamedJson, readNamedFile } from '@audit/contract';
import { changedDefinitions, type Definitions, type DefinitionsText, type SilverColumns } from '@audit/metrics';
import type { CommandContext } from '../../context.ts';

/**
 * Definitions by a file of changes: whole ones, or only what differs from those there are.
 *
 * @throws FileMissing, FileUnreadable, ConfigError, DefinitionsInvalid
 */
export const definitionsChangedBy = (
  context: Pick<CommandContext, 'cwd'>,
  base: DefinitionsText,
  file: string,
  silver?: SilverColumns,
): Definitions => changedDefinitions(base, parseNamedJson(readNamedFile(resolve(context.cwd, file), file).toString(), file), file, silver);
