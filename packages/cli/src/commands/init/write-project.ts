import { cp, mkdir, readdir } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '@audit/contract';

/** The files of a new project. */
export interface MadeProject {
  /** The folder as the user named it. */
  readonly dir: string;
  /** Paths inside it, sorted. */
  readonly files: readonly string[];
}

const template = fileURLToPath(new URL('../../../templates/project', import.meta.url));

// npm leaves a file named `.gitignore` out of a package, so the template keeps it under another name.
const nameIn = (file: string): string => (file === 'gitignore' ? '.gitignore' : file);

const entriesOf = async (folder: string, shown: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new UsageError(`"${shown}" cannot be a project folder`, 'name a new or empty folder', { dir: shown });
  }
};

/**
 * Copies the project template into a new or empty folder.
 *
 * @throws {@link UsageError} when the folder holds anything or is a file
 */
export const writeProject = async (dir: string, cwd: string, dryRun: boolean): Promise<MadeProject> => {
  const target = isAbsolute(dir) ? dir : resolve(cwd, dir);
  const present = await entriesOf(target, dir);
  if (present.length > 0) {
    throw new UsageError(`"${dir}" is not empty (it holds ${present.slice(0, 3).join(', ')})`, 'name a new or empty folder', { dir });
  }
  const templates = (await readdir(template, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(template.length + 1));
  if (!dryRun) {
    await mkdir(target, { recursive: true });
    for (const file of templates) await cp(join(template, file), join(target, nameIn(file)), { recursive: true });
  }
  return { dir, files: templates.map(nameIn).toSorted() };
};
