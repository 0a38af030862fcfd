import { existsSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { UsageError } from '@audit/contract';
import { type FileFormat, fileFormats } from '../file-formats.ts';
import { isFolder } from '../folder.ts';

/** A format of one file a table. */
export type FolderFormat = Exclude<FileFormat, 'json'>;

/** Where the marts go: one JSON document on stdout or in a file, or a folder with a file a table. */
export type OutputTarget =
  | { readonly kind: 'stdout' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'folder'; readonly path: string; readonly format: FolderFormat };

const isFormat = (word: string): word is FileFormat => (fileFormats as readonly string[]).includes(word);

/**
 * What `--output` and `--format` mean. `.json` is one document; everything else is a folder, whose format is `--format` or the
 * folder's own extension (`marts.csv`).
 *
 * @throws {@link UsageError} where they contradict each other or say too little
 */
export const outputTarget = (output: string, format: FileFormat | undefined, cwd: string): OutputTarget => {
  if (output === '-') {
    if (format === undefined || format === 'json') return { kind: 'stdout' };
    throw new UsageError(`several ${format} tables cannot go to stdout`, 'name a folder, or leave --format out for one JSON document');
  }
  const path = resolve(cwd, output);
  const extension = extname(path).slice(1).toLowerCase();
  const chosen = format ?? (isFormat(extension) ? extension : undefined);
  if (chosen === undefined)
    throw new UsageError(`--output ${output} does not say in which format`, `add --format, one of ${fileFormats.join(', ')}`);
  if (chosen === 'json') {
    if (isFolder(path)) throw new UsageError(`--output ${output} is a folder`, 'name a file, such as mart.json');
    return { kind: 'file', path };
  }
  if (extension === 'json')
    throw new UsageError(`--output ${output} is a JSON file, and --format says ${chosen}`, 'name a folder, or leave --format out');
  if (isFolder(path) || !existsSync(path)) return { kind: 'folder', path, format: chosen };
  throw new UsageError(`--output ${output} is a file`, `name a folder for the ${chosen} files`);
};
