import { type Command, Option } from 'commander';
import type { CommandContext } from '../../context.ts';
import { describeCommand, withOptions } from '../../options.ts';
import { askOptions, zoneOption } from './ask-options.ts';
import type { AskFlags } from './ask-profile.ts';

interface ContactsFlags extends AskFlags {
  readonly at?: string;
  readonly knownAt?: string;
}

/** `audit profile contacts`. */
export const profileContactsCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('contacts', {
      description: 'How to reach a customer: all contacts there ever were, or those in force at a time, as known now or at another time',
      examples: ['audit profile contacts 556677', 'audit profile contacts 556677 --at 2025-12-12 --known-at 2025-12-20T12:00:00Z --json'],
    }).argument('<customer>', 'customer id'),
    [
      new Option('--at <time>', 'instant, or a business date: its end in the zone (default: all times)'),
      new Option('--known-at <instant>', 'what was known then (default: now)'),
      zoneOption(),
      ...askOptions(),
    ],
  ).action(async (customerId: string, flags: ContactsFlags) => {
    const { askProfile, pointFlag } = await import('./ask-profile.ts');
    const { instantFlag } = await import('../../instant-flag.ts');
    await askProfile(context, 'audit profile contacts', flags, async (reader, { config }) =>
      reader.contacts({
        customerId,
        at: flags.at === undefined ? undefined : pointFlag('--at', flags.at, config.tz.value),
        knownAt: flags.knownAt === undefined ? undefined : instantFlag('--known-at', flags.knownAt),
      }),
    );
  });
