import { type Command, Option } from 'commander';
import type { CommandContext } from '../../context.ts';
import { describeCommand, withOptions } from '../../options.ts';
import { askOptions, zoneOption } from './ask-options.ts';
import type { AskFlags } from './ask-profile.ts';

interface SegmentFlags extends AskFlags {
  readonly at: string;
  readonly knownAt?: string;
}

/** `audit profile segment`. */
export const profileSegmentCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('segment', {
      description: 'How many customers are what at a time: occupation, business type, asset and income bands',
      examples: ['audit profile segment --at 2025-12-31 --json'],
    }),
    [
      new Option('--at <time>', 'instant, or a business date: its end in the zone').makeOptionMandatory(),
      new Option('--known-at <instant>', 'what was known then (default: now)'),
      zoneOption(),
      ...askOptions(),
    ],
  ).action(async (flags: SegmentFlags) => {
    const { askProfile, pointFlag } = await import('./ask-profile.ts');
    const { instantFlag } = await import('../../instant-flag.ts');
    await askProfile(context, 'audit profile segment', flags, async (reader, { config }) =>
      reader.segment({
        at: pointFlag('--at', flags.at, config.tz.value),
        knownAt: flags.knownAt === undefined ? undefined : instantFlag('--known-at', flags.knownAt),
      }),
    );
  });
