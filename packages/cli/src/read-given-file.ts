import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { FileMissing, FileUnreadable } from '@audit/contract';
import type { CommandContext } from './context.ts';

/** All of a file that is named on the command line. @throws FileMissing, FileUnreadable */
export const readGivenFile = ({ cwd }: Pick<CommandContext, 'cwd'>, file: string): Buffer => {
  try {
    return readFileSync(resolve(cwd, file));
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new FileMissing(file, { cause });
    throw new FileUnreadable(file, code === 'EISDIR' ? 'it is a folder' : message, { cause });
  }
};
