import { resolve } from 'node:path';
import { readNamedFile } from '@audit/contract';
import type { CommandContext } from './context.ts';

/** All of a file that is named on the command line. @throws FileMissing, FileUnreadable */
export const readGivenFile = ({ cwd }: Pick<CommandContext, 'cwd'>, file: string): Buffer => readNamedFile(resolve(cwd, file), file);
