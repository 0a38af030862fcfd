import { dirname, sep } from 'node:path';
import { UsageError } from '@audit/contract';
import type { InputSource } from '@audit/warehouse';
import { isFolder, isWritable, nearestPath } from '../folder.ts';
import type { OutputTarget } from './output-target.ts';
import { refuseForeignFolder } from './staged-output.ts';

const isInside = (path: string, folder: string): boolean => path === folder || path.startsWith(folder + sep);

/**
 * Looks at an output before the work for it begins, so that nobody waits for a result that has no place.
 *
 * @throws {@link UsageError} where it cannot be written, or would take the place of an input or of other files
 */
export const checkOutput = (target: OutputTarget, sources: readonly InputSource[]): void => {
  if (target.kind === 'stdout') return;
  const { path } = target;
  const lost = sources.find((source) => source.path !== null && isInside(source.path, path));
  if (lost !== undefined) throw new UsageError(`--output ${path} would take the place of the input ${lost.label}`, 'name another output');
  const place = nearestPath(dirname(path));
  if (!isFolder(place)) throw new UsageError(`--output ${path} lies in ${place}, which is a file`, 'name a folder');
  if (!isWritable(place))
    throw new UsageError(`--output ${path}: ${place} cannot be written to`, 'change its rights, or name another output');
  if (target.kind === 'folder') refuseForeignFolder(path);
};
