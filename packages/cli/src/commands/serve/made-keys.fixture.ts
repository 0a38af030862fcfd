import { join } from 'node:path';
import { readKeys, writeKeys } from '@audit/api';
import { expect } from 'vitest';
import type { ServedLake } from './served-lake.fixture.ts';

const orders = {
  reader: [],
  actor: ['--scope', 'act'],
  admin: ['--scope', 'admin'],
  unmasked: ['--scope', 'read', 'unmask'],
  steward: ['--role', 'steward'],
  clerk: ['--role', 'clerk'],
  expired: ['--expires', '1h'],
  revoked: [],
} as const;
export type KeyName = keyof typeof orders | 'bad' | 'nonsense';

/** For tests: keys of every sort for a server, by name; the one that is to be revoked is still good. */
export const makeKeys = async ({ audit, cwd }: ServedLake): Promise<Readonly<Record<KeyName, string>> & { readonly revokedId: string }> => {
  const made: Record<string, string> = {};
  let revokedId = '';
  for (const [name, flags] of Object.entries(orders)) {
    const { code, stdout, stderr } = await audit('key', 'create', name, '--json', ...flags);
    expect([code, stderr]).toEqual([0, '']);
    const { key, id } = JSON.parse(stdout) as { readonly id: string; readonly key: string };
    made[name] = key;
    revokedId = id;
  }
  const path = join(cwd, 'data.keys.json');
  const aged = (readKeys(path) ?? []).map((key) => (key.name === 'expired' ? { ...key, expires_at: '2026-01-01T00:00:00Z' } : key));
  writeKeys(path, aged);
  const wrong = { bad: `${made['reader']?.slice(0, -3)}xyz`, nonsense: 'e30.e30.e30' };
  return { ...(made as Record<keyof typeof orders, string>), ...wrong, revokedId };
};
