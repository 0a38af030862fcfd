import { type Command, Option } from 'commander';
import type { CommandContext } from '../../context.ts';
import { describeCommand, withOptions } from '../../options.ts';
import { askOptions, customerOption, zoneOption } from './ask-options.ts';
import type { AskFlags } from './ask-profile.ts';

interface DiffFlags extends AskFlags {
  readonly at: string;
  readonly and: string;
  readonly knownAt?: string;
  readonly andKnownAt?: string;
  readonly customer?: string;
}

/** `audit profile diff`. */
export const profileDiffCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('diff', {
      description: 'What differs between two points in time: names of attributes and members of sets, no personal values',
      examples: [
        'audit profile diff --at 2025-12-01 --and 2025-12-31 --customer 556677',
        'audit profile diff --at 2025-12-31 --known-at 2026-01-01T00:00:00Z --and 2025-12-31 --json',
      ],
    }),
    [
      new Option('--at <time>', 'first point: an instant, or a business date: its end in the zone').makeOptionMandatory(),
      new Option('--and <time>', 'second point, likewise').makeOptionMandatory(),
      new Option('--known-at <instant>', 'the first as it was known then (default: now)'),
      new Option('--and-known-at <instant>', 'the second as it was known then (default: now)'),
      customerOption(),
      zoneOption(),
      ...askOptions(),
    ],
  ).action(async (flags: DiffFlags) => {
    const { askProfile, pointFlag } = await import('./ask-profile.ts');
    const { instantFlag } = await import('../../instant-flag.ts');
    const known = (flag: string, text: string | undefined) => (text === undefined ? undefined : instantFlag(flag, text));
    await askProfile(context, 'audit profile diff', flags, async (reader, { config }) =>
      reader.diff(
        { at: pointFlag('--at', flags.at, config.tz.value), knownAt: known('--known-at', flags.knownAt), customerId: flags.customer },
        {
          at: pointFlag('--and', flags.and, config.tz.value),
          knownAt: known('--and-known-at', flags.andKnownAt),
          customerId: flags.customer,
        },
      ),
    );
  });
