import { keyState, readKeys } from '@audit/api';
import type { CommandContext } from '../../context.ts';
import { jsonLine } from '../../output/json.ts';
import { textTable } from '../../output/text-table.ts';
import { runIdentity } from '../../run-identity.ts';
import { readConfig } from '../../settings.ts';
import { keyPath } from './key-path.ts';

/** `audit key list`. */
export const runKeyList = async (context: CommandContext, flags: { readonly json?: true }): Promise<void> => {
  const keys = readKeys(keyPath(context, readConfig(context, flags))) ?? [];
  const now = Date.parse(runIdentity(context, 'audit key list').clock);
  const told = keys.map(({ hash: _hash, ...key }) => ({ ...key, state: keyState(key, now) }));
  if (flags.json) return await context.stdout.write(told.map((key) => jsonLine(key)).join(''));
  if (told.length === 0) return await context.stdout.write('There are no keys: "audit key create <name>" makes one.\n');
  const columns = [
    { title: 'id' },
    { title: 'name', maxWidth: 40 },
    { title: 'scopes' },
    { title: 'role' },
    { title: 'expires (UTC)' },
    { title: 'state' },
  ];
  await context.stdout.write(
    textTable(
      columns,
      told.map((key) => [key.id, key.name, key.scopes.join(','), key.role ?? '', key.expires_at ?? 'never', key.state]),
    ),
  );
};
