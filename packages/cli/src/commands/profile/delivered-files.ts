import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Micros, UsageError } from '@audit/contract';
import type { ContactBatch } from '@audit/scd2-profile';
import { findSources, type InputSource } from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import { instantFlag } from '../../instant-flag.ts';
import type { BatchFlags } from './batch-options.ts';

const optionalInstant = (flag: string, text: string | undefined): Micros | undefined =>
  text === undefined ? undefined : instantFlag(flag, text);

/** Batch flags say something of one delivery: two files cannot be the same one. */
const refuseFlagsOfOneBatch = (files: number, { batchId, extractTs, loadTs }: BatchFlags): void => {
  const given = [
    batchId === undefined ? [] : ['--batch-id'],
    extractTs === undefined ? [] : ['--extract-ts'],
    loadTs === undefined ? [] : ['--load-ts'],
  ].flat();
  if (files < 2 || given.length === 0) return;
  throw new UsageError(`${given.join(' and ')} with ${files} files`, 'load them one by one, or leave the flags out', { files, given });
};

/** A delivery must be a file: it is read more than once. Standard input is written to one. */
const fileOf = async (source: InputSource, context: CommandContext, folder: string): Promise<string> => {
  if (source.path !== null) return source.path;
  const path = join(folder, 'standard-input');
  await pipeline(Readable.from(context.stdin as AsyncIterable<Uint8Array>), createWriteStream(path));
  return path;
};

/** The batches that files named on the command line are, each with what was said of it. @param folder for standard input */
export const deliveredFiles = async (
  context: CommandContext,
  words: readonly string[],
  flags: BatchFlags,
  folder: string,
): Promise<readonly ContactBatch[]> => {
  const sources = await findSources(words, { cwd: context.cwd, stdin: context.stdin as AsyncIterable<Uint8Array> });
  refuseFlagsOfOneBatch(sources.length, flags);
  const batches: ContactBatch[] = [];
  for (const source of sources) {
    batches.push({
      label: source.label,
      path: await fileOf(source, context, folder),
      format: flags.inputFormat,
      batchId: flags.batchId,
      extractTs: optionalInstant('--extract-ts', flags.extractTs),
      loadTs: optionalInstant('--load-ts', flags.loadTs),
    });
  }
  return batches;
};
