import { readKeys, writeKeys } from '@audit/api';
import { remedyFor, UsageError } from '@audit/contract';
import type { CommandContext } from '../../context.ts';
import { jsonLine } from '../../output/json.ts';
import { runIdentity } from '../../run-identity.ts';
import { readConfig } from '../../settings.ts';
import { keyPath } from './key-path.ts';

/** `audit key revoke`. */
export const runKeyRevoke = async (context: CommandContext, id: string, flags: { readonly json?: true }): Promise<void> => {
  const path = keyPath(context, readConfig(context, flags));
  const keys = readKeys(path) ?? [];
  const key = keys.find((one) => one.id === id);
  if (key === undefined) {
    const remedy = remedyFor(
      id,
      keys.map((one) => one.id),
      'see "audit key list"',
    );
    throw new UsageError(`there is no key ${id}`, remedy, { id });
  }
  const revokedAt = key.revoked_at ?? new Date(Date.parse(runIdentity(context, 'audit key revoke').clock)).toISOString();
  writeKeys(
    path,
    keys.map((one) => (one.id === id ? { ...one, revoked_at: revokedAt } : one)),
  );
  await context.stdout.write(
    flags.json
      ? jsonLine({ id, name: key.name, revoked_at: revokedAt })
      : `${key.name} (${id}) is revoked: a running server refuses it from now on.\n`,
  );
};
