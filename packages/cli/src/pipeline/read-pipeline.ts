import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PipelineInvalid, readDeclaration, readNamedFile, refusalOf, UsageError } from '@audit/contract';
import type { CommandContext } from '../context.ts';
import { type Pipeline, pipelineSchema } from './pipeline-schema.ts';

const folder = join('configs', 'pipelines');
const shipped = fileURLToPath(new URL('../../../../configs/pipelines', import.meta.url));

/** A pipeline that was found right. */
export interface ReadPipeline {
  readonly name: string;
  /** Its file, for messages. */
  readonly origin: string;
  readonly pipeline: Pipeline;
  /** SHA-256 of its text. */
  readonly digest: string;
}

const refuse = refusalOf(PipelineInvalid);

/** @throws {@link PipelineInvalid} naming every fault with its JSON path */
const parsePipeline = (name: string, text: string, origin: string): ReadPipeline => {
  const { declared } = readDeclaration(pipelineSchema, text, origin, refuse);
  return { name, origin, pipeline: declared, digest: createHash('sha256').update(text).digest('hex') };
};

/**
 * A pipeline by its name: that of the project’s `configs/pipelines`, else the shipped one. What ends with .json is a file.
 *
 * @throws PipelineInvalid, UsageError, FileMissing
 */
export const readPipeline = ({ cwd }: Pick<CommandContext, 'cwd'>, word: string): ReadPipeline => {
  if (word.endsWith('.json')) {
    const name = /([^/\\]+)\.json$/.exec(word)?.[1] ?? word;
    return parsePipeline(name, readNamedFile(resolve(cwd, word), word).toString(), word);
  }
  if (!/^[a-z][a-z0-9_-]{0,62}$/.test(word))
    throw new UsageError(`"${word}" cannot be a pipeline`, 'name one of configs/pipelines, or a file that ends with .json');
  const here = join(folder, `${word}.json`);
  if (existsSync(resolve(cwd, here))) return parsePipeline(word, readNamedFile(resolve(cwd, here), here).toString(), here);
  const path = join(shipped, `${word}.json`);
  if (!existsSync(path)) throw new UsageError(`there is no pipeline "${word}"`, `declare it in ${here}, or leave the name out for nightly`);
  return parsePipeline(word, readNamedFile(path, path).toString(), `${word}.json, as it comes with audit`);
};
