import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { ConfigError, readSecret, type Secret } from '@audit/contract';
import type { CommandContext } from '../../context.ts';
import { postJson } from '../../triggers/post-json.ts';
import { NotTold } from '../../triggers/target.ts';
import { retrying } from '../../triggers/retrying.ts';
import type { Warn } from '../../jobs/derive-delta-logs.ts';
import type { Pipeline } from '../pipeline-schema.ts';
import type { LineageEvent } from './lineage-event.ts';

type Settings = NonNullable<Pipeline['outputs']['openlineage']>;

/** Takes events of OpenLineage; a failure is warned of and fails no run. */
export type Emit = (event: LineageEvent) => Promise<void>;

const patience = { limitMillis: 10_000, firstWaitMillis: 200, longestWaitMillis: 2000, random: Math.random };

const keyOf = (context: CommandContext, { api_key_env: variable }: Settings): Secret | undefined => {
  if (variable === undefined) return undefined;
  const secret = readSecret(context.env, variable);
  if (secret !== undefined) return secret;
  throw new ConfigError(
    'outputs.openlineage',
    `the variable ${variable} that it names is not set`,
    `set it, or ${variable}_FILE to the path of a file that holds it`,
  );
};

/** Where the events of a pipeline go: lines of a file, an endpoint, or both. @throws ConfigError for a variable that is named and not set */
export const eventsTo = (context: CommandContext, settings: Settings | undefined, warn: Warn): Emit | undefined => {
  if (settings === undefined) return undefined;
  const { file, url } = settings;
  const key = keyOf(context, settings);
  const authorization: Readonly<Record<string, string>> = key === undefined ? {} : { authorization: `Bearer ${key.reveal()}` };
  let isDown = false;
  return async (event) => {
    try {
      if (file !== undefined) {
        const path = resolve(context.cwd, file);
        mkdirSync(dirname(path), { recursive: true });
        appendFileSync(path, `${JSON.stringify(event)}\n`);
      }
      // An endpoint that was given up once is not waited for again in the same run.
      if (url !== undefined && !isDown)
        await retrying((signal) => postJson(url, authorization, JSON.stringify(event), signal), patience, context.interrupted);
    } catch (error) {
      isDown ||= error instanceof NotTold;
      warn('an event of OpenLineage was not taken; the run goes on', { reason: error instanceof Error ? error.message : String(error) });
    }
  };
};
