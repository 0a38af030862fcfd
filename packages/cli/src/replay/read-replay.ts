import { join, resolve } from 'node:path';
import { ConfigError, jsonPath, parseNamedJson, readNamedFile, schemaFaults } from '@audit/contract';
import { type Replay, replaySchema } from './replay-schema.ts';

/** The case of a fixture folder. @throws FileMissing, ConfigError naming the place in `replay.json` */
export const readReplay = (cwd: string, fixture: string): Replay => {
  const label = join(fixture, 'replay.json');
  const json = parseNamedJson(readNamedFile(resolve(cwd, label), label).toString(), label);
  const read = replaySchema.safeParse(json);
  if (read.success) return read.data;
  const [fault] = schemaFaults(replaySchema, read.error, json);
  throw new ConfigError(
    `${label}: ${fault === undefined ? 'the file' : jsonPath(fault.path)}`,
    fault?.what ?? 'it is wrong',
    fault?.remedy ?? 'correct it there',
  );
};
