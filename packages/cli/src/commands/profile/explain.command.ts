import { type Command, Option } from 'commander';
import type { CommandContext } from '../../context.ts';
import { describeCommand, withOptions } from '../../options.ts';
import { askOptions, customerOption, zoneOption } from './ask-options.ts';
import type { AskFlags } from './ask-profile.ts';

interface ExplainFlags extends AskFlags {
  readonly customer: string;
  readonly at: string;
}

/** `audit profile explain`. */
export const profileExplainCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('explain', {
      description: 'Which observations made the version of a customer that was in force at a time',
      examples: ['audit profile explain --customer 556677 --at 2025-12-31'],
    }),
    [
      customerOption().makeOptionMandatory(),
      new Option('--at <time>', 'instant, or a business date: its end in the zone').makeOptionMandatory(),
      zoneOption(),
      ...askOptions(),
    ],
  ).action(async (flags: ExplainFlags) => {
    const { askProfile, pointFlag } = await import('./ask-profile.ts');
    await askProfile(context, 'audit profile explain', flags, async (reader, { config }) =>
      reader.explain(flags.customer, pointFlag('--at', flags.at, config.tz.value)),
    );
  });
