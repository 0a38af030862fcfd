import { type Command, Option } from 'commander';
import type { CommandContext } from '../../context.ts';
import { describeCommand, withOptions } from '../../options.ts';
import { askOptions, customerOption, zoneOption } from './ask-options.ts';
import type { AskFlags } from './ask-profile.ts';

interface AsOfFlags extends AskFlags {
  readonly at: string;
  readonly knownAt?: string;
  readonly customer?: string;
}

/** `audit profile as-of`. */
export const profileAsOfCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('as-of', {
      description: 'What was in force at a time, as known now or at another time',
      examples: [
        'audit profile as-of --at 2025-12-31',
        'audit profile as-of --at 2025-12-31T23:00:00Z --known-at 2026-01-15T00:00:00Z --customer 556677 --json',
      ],
    }),
    [
      new Option('--at <time>', 'instant, or a business date: its end in the zone').makeOptionMandatory(),
      new Option('--known-at <instant>', 'what was known then (default: now)'),
      customerOption(),
      zoneOption(),
      ...askOptions(),
    ],
  ).action(async (flags: AsOfFlags) => {
    const { askProfile, pointFlag } = await import('./ask-profile.ts');
    const { instantFlag } = await import('../../instant-flag.ts');
    await askProfile(context, 'audit profile as-of', flags, async (reader, { config }) =>
      reader.asOf({
        at: pointFlag('--at', flags.at, config.tz.value),
        knownAt: flags.knownAt === undefined ? undefined : instantFlag('--known-at', flags.knownAt),
        customerId: flags.customer,
      }),
    );
  });
