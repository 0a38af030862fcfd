import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { ConfigError } from '@audit/contract';
import { z } from 'zod';
import { scopes } from './scopes.ts';

const apiKey = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{12}$/),
  name: z.string().min(1).max(100),
  /** SHA-256 of the secret, in hexadecimal digits. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  scopes: z.array(z.enum(scopes)).nonempty().readonly(),
  role: z.string().min(1).nullable(),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime().nullable(),
  revoked_at: z.iso.datetime().nullable(),
});
const keyFile = z.strictObject({ version: z.literal(1), keys: z.array(apiKey).readonly() });

/** A key as it is kept: its secret is not. */
export type ApiKey = z.infer<typeof apiKey>;

const errorCode = (error: unknown): unknown => (error as NodeJS.ErrnoException).code;

/** When the file was last written; undefined where there is none. */
export const keysWrittenAt = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.mtimeMs;

/**
 * Keys of a file; undefined where there is no such file.
 *
 * @throws {@link ConfigError} for a file that others may read, or that is none of keys
 */
export const readKeys = (path: string): readonly ApiKey[] | undefined => {
  let text: string;
  try {
    if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
      throw new ConfigError(path, 'others than its owner may read the file of keys', `shut it: chmod 600 ${path}`);
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(path, `the file of keys cannot be read (${String(errorCode(error))})`, 'give its owner the right to', {
      cause: error,
    });
  }
  try {
    return keyFile.parse(JSON.parse(text)).keys;
  } catch (error) {
    throw new ConfigError(path, 'this is no file of keys', 'let only "audit key" write it; restore it, or remove it and make new keys', {
      cause: error,
    });
  }
};

/** Writes the file anew, whole or not at all; only its owner may read it. */
export const writeKeys = (path: string, keys: readonly ApiKey[]): void => {
  const beside = `${path}.${randomUUID()}`;
  try {
    writeFileSync(beside, `${JSON.stringify({ version: 1, keys }, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' });
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
};
