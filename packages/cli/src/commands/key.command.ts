import { type Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import { describeCommand, jsonOption, lakeOption, withOptions } from '../options.ts';

const createCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('create', {
      description: 'Make a key for the API; it is shown once, and only its hash is kept',
      examples: [
        'audit key create dashboard',
        'audit key create crm --scope read act --expires 365d --json',
        'audit key create service-desk --scope read unmask',
      ],
    }).argument('<name>', 'what or whom it is for'),
    [
      new Option('--scope <scopes...>', 'what it may do: read, act, admin, unmask (default: read)'),
      new Option('--role <role>', 'role of its holder; one of privacy.unmask_roles sees personal data'),
      new Option('--expires <time>', 'how long it is good: days or hours, such as 90d, or never').default('90d'),
      lakeOption(),
      jsonOption('print {"id", "key", …}'),
    ],
  ).action(async (name: string, flags: { readonly expires: string }) => {
    const { runKeyCreate } = await import('./key/run-key-create.ts');
    await runKeyCreate(context, name, flags);
  });

const revokeCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('revoke', {
      description: 'Revoke a key; a running server refuses it within a second',
      examples: ['audit key revoke 0123456789ab'],
    }).argument('<id>', 'id of the key, as "audit key list" shows it'),
    [lakeOption(), jsonOption('print {"id", "name", "revoked_at"}')],
  ).action(async (id: string, flags: object) => {
    const { runKeyRevoke } = await import('./key/run-key-revoke.ts');
    await runKeyRevoke(context, id, flags);
  });

const listCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('list', {
      description: 'Show the keys there are: what they may do and how long, never the keys',
      examples: ['audit key list --json'],
    }),
    [lakeOption(), jsonOption('print one JSON line a key')],
  ).action(async (flags: object) => {
    const { runKeyList } = await import('./key/run-key-list.ts');
    await runKeyList(context, flags);
  });

/** `audit key`: keys of the REST API. */
export const keyCommand = (context: CommandContext): Command =>
  describeCommand('key', {
    description: 'Keys of the REST API: make, list and revoke them',
    examples: ['audit key create dashboard', 'audit key list'],
  })
    .addCommand(createCommand(context))
    .addCommand(revokeCommand(context))
    .addCommand(listCommand(context));
