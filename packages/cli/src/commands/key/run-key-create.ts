import { makeKey, readKeys, type Scope, scopes, writeKeys } from '@audit/api';
import { UsageError } from '@audit/contract';
import type { CommandContext } from '../../context.ts';
import { jsonLine } from '../../output/json.ts';
import { runIdentity } from '../../run-identity.ts';
import { readConfig } from '../../settings.ts';
import { keyPath } from './key-path.ts';

interface CreateFlags {
  readonly scope?: readonly string[];
  readonly role?: string;
  readonly expires: string;
  readonly json?: true;
}

const units: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000 };

/** When a key ends that is good for so long. @throws UsageError */
const expiryOf = (text: string, now: number): string | null => {
  if (text === 'never') return null;
  const [, count = '', unit = ''] = /^(\d{1,4})([dh])$/.exec(text) ?? [];
  const millis = Number(count) * (units[unit] ?? Number.NaN);
  if (!(millis > 0)) throw new UsageError(`--expires is "${text}"`, 'give days or hours, such as 90d or 12h, or never');
  return new Date(now + millis).toISOString();
};

const scopesOf = (given: readonly string[] = ['read']): readonly [Scope, ...Scope[]] => {
  const known = scopes.filter((scope) => given.includes(scope));
  const wrong = given.find((scope) => !(scopes as readonly string[]).includes(scope));
  const [first, ...more] = known;
  if (wrong !== undefined || first === undefined)
    throw new UsageError(`there is no scope "${wrong ?? ''}"`, `give one or more of ${scopes.join(', ')} with --scope`);
  return [first, ...more];
};

/** `audit key create`. */
export const runKeyCreate = async (context: CommandContext, name: string, flags: CreateFlags): Promise<void> => {
  if (name.length > 100) throw new UsageError('the name of the key is too long', 'give at most 100 characters');
  const path = keyPath(context, readConfig(context, flags));
  const now = Date.parse(runIdentity(context, 'audit key create').clock);
  const { key, token } = makeKey({
    name,
    scopes: scopesOf(flags.scope),
    role: flags.role ?? null,
    createdAt: new Date(now).toISOString(),
    expiresAt: expiryOf(flags.expires, now),
  });
  writeKeys(path, [...(readKeys(path) ?? []), key]);
  if (flags.json)
    return await context.stdout.write(
      jsonLine({ id: key.id, name, scopes: key.scopes, role: key.role, expires_at: key.expires_at, key: token }),
    );
  await context.stdout.write(
    `${token}\n  This is the only time it is shown: only its hash is kept, in ${path}.\n  ${name}: ${key.scopes.join(', ')}; ${key.expires_at === null ? 'does not expire' : `good until ${key.expires_at}`}\n`,
  );
};
