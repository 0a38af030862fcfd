import { type Command, Option } from 'commander';
import type { CommandContext } from '../../context.ts';
import { describeCommand, withOptions } from '../../options.ts';
import { askOptions, customerOption } from './ask-options.ts';
import type { AskFlags } from './ask-profile.ts';

interface EventsFlags extends AskFlags {
  readonly since?: string;
  readonly customer?: string;
  readonly deliver?: true;
}

/** `audit profile events`. */
export const profileEventsCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('events', {
      description: 'Audit events: what changed in belief, when, and why; never values of personal data',
      examples: ['audit profile events', 'audit profile events --since 1 --json', 'audit profile events --deliver'],
    }),
    [
      new Option('--since <version>', 'events recorded after this version of the lake: a number, a tag, or a UTC time'),
      new Option(
        '--deliver',
        'instead of showing them, tell the targets of on_profile_change what they were not told yet; with --since, all since then again',
      ).conflicts(['customer', 'limit', 'version', 'unmask']),
      customerOption(),
      ...askOptions(),
    ],
  ).action(async (flags: EventsFlags) => {
    if (flags.deliver) {
      const { runDeliverEvents } = await import('./run-deliver-events.ts');
      return await runDeliverEvents(context, flags);
    }
    const { askProfile } = await import('./ask-profile.ts');
    await askProfile(context, 'audit profile events', flags, async (reader, { lake }) =>
      reader.events(flags.since === undefined ? undefined : lake.at(flags.since), flags.customer),
    );
  });
