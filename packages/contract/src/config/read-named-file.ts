import { readFileSync } from 'node:fs';
import { ConfigError } from '../errors/config.ts';
import { FileMissing, FileUnreadable } from '../errors/usage.ts';

/**
 * All of a file that somebody named.
 *
 * @param label the file as it was named @throws {@link FileMissing}, {@link FileUnreadable}
 */
export const readNamedFile = (path: string, label: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new FileMissing(label, { cause });
    throw new FileUnreadable(label, code === 'EISDIR' ? 'it is a folder' : message, { cause });
  }
};

/** The value in a text of JSON, a mark of byte order before it left out. @throws {@link ConfigError} for what is none */
export const parseNamedJson = (text: string, label: string, remedy = 'correct it there'): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new ConfigError(label, `it is not JSON (${(cause as Error).message})`, remedy, { cause });
  }
};
