import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '@audit/contract';
import type { CommandContext } from '../context.ts';
import { fileFormats } from '../file-formats.ts';
import { isFolder } from '../folder.ts';

/** A file or folder being written beside its place; its name appears whole or not at all. */
export interface StagedOutput extends Disposable {
  /** Where to write. */
  readonly path: string;
  /** Gives it its name. */
  publish(): void;
}

const ours = new RegExp(`^(?:orders|periods_[a-z]+)\\.(?:${fileFormats.join('|')})$`);

/**
 * A folder is replaced as a whole, so one that holds anything else than marts is not ours to replace.
 * @throws {@link UsageError}
 */
export const refuseForeignFolder = (target: string): void => {
  if (!isFolder(target)) return;
  const foreign = readdirSync(target).filter((name) => !ours.test(name));
  if (foreign.length > 0)
    throw new UsageError(`folder ${target} holds other files (${foreign.slice(0, 3).join(', ')})`, 'name a new or empty folder');
};

const replaceFolder = (staged: string, target: string): void => {
  const old = `${staged}.old`;
  renameSync(target, old);
  renameSync(staged, target);
  rmSync(old, { recursive: true });
};

/**
 * Stages an output next to its target; parent folders are made. Disposed of unpublished, or interrupted, it leaves nothing.
 *
 * @throws {@link UsageError} for a target folder that holds other files
 */
export const stageOutput = (context: CommandContext, target: string): StagedOutput => {
  refuseForeignFolder(target);
  const path = stagedPath(target);
  mkdirSync(dirname(target), { recursive: true });
  rmSync(path, { recursive: true, force: true });
  const remove = (): void => rmSync(path, { recursive: true, force: true });
  const settled = context.onInterrupt(remove);
  return {
    path,
    publish: () => (isFolder(target) ? replaceFolder(path, target) : renameSync(path, target)),
    [Symbol.dispose]: () => {
      settled();
      remove();
    },
  };
};

/** The private path a target is staged under. */
export const stagedPath = (target: string): string => join(dirname(target), `.${basename(target)}.${process.pid}.part`);
