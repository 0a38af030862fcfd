import { UsageError } from '@audit/contract';
import type { Manifest } from '@audit/warehouse';
import type { CommandContext } from '../../context.ts';
import { moveCursors } from '../../jobs/move-cursors.ts';
import { existingLake } from '../../open-lake.ts';
import { jsonDocument } from '../../output/json.ts';
import { counted } from '../../output/quantity.ts';
import { runIdentity } from '../../run-identity.ts';
import { knownCursors } from './known-cursors.ts';

interface StateFlags {
  readonly json?: true;
  readonly quiet?: true;
  readonly all?: true;
}

const told = async (context: CommandContext, { json, quiet }: StateFlags, version: number, what: string): Promise<void> => {
  if (json) await context.stdout.write(jsonDocument({ version }));
  else if (!quiet) await context.stdout.write(`${what}: version ${version} of the lake\n`);
};

const cursorName = /^[a-z][a-z0-9_]*\..+$/;

/** `audit state set`. */
export const runStateSet = async (context: CommandContext, cursor: string, text: string, flags: StateFlags): Promise<void> => {
  const value = parsed(text);
  if (!cursorName.test(cursor))
    throw new UsageError(`"${cursor}" is no name of a cursor`, 'write it as <source>.<object>, such as opdb.public.orders');
  const { lake } = existingLake(context, flags);
  const { version } = await moveCursors(lake, runIdentity(context, 'audit state set'), (before) => ({ ...before, [cursor]: value }));
  await told(context, flags, version, `${cursor} is at ${JSON.stringify(value)}`);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UsageError(`the value ${text} is no JSON`, 'give it in the form "audit state show --json" prints');
  }
};

/** `audit state reset`. */
export const runStateReset = async (context: CommandContext, names: readonly string[], flags: StateFlags): Promise<void> => {
  if (names.length > 0 === (flags.all === true)) throw new UsageError('which cursors?', 'name them, or say --all');
  const { lake } = existingLake(context, flags);
  let forgotten = 0;
  const without = (before: Manifest['watermarks'], head: Manifest): Manifest['watermarks'] => {
    const gone = new Set(knownCursors(head, names).map(([name]) => name));
    forgotten = gone.size;
    return Object.fromEntries(Object.entries(before).filter(([name]) => !gone.has(name)));
  };
  const { version } = await moveCursors(lake, runIdentity(context, 'audit state reset'), without);
  await told(context, flags, version, `${counted(forgotten, 'cursor')} forgotten`);
};
