import type { Command } from 'commander';
import type { CommandContext } from '../../context.ts';
import { describeCommand, withOptions } from '../../options.ts';
import { askOptions, customerOption } from './ask-options.ts';
import type { AskFlags } from './ask-profile.ts';

interface HistoryFlags extends AskFlags {
  readonly customer?: string;
}

/** `audit profile history`. */
export const profileHistoryCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('history', {
      description: 'The versions of a customer, or of all, in time order, as believed now',
      examples: ['audit profile history --customer 556677', 'audit profile history --json'],
    }),
    [customerOption(), ...askOptions()],
  ).action(async (flags: HistoryFlags) => {
    const { askProfile } = await import('./ask-profile.ts');
    await askProfile(context, 'audit profile history', flags, async (reader) => reader.history(flags.customer));
  });
