import type { Command } from 'commander';
import type { CommandContext } from '../../context.ts';
import { computeOptions, describeCommand, jsonOption, lakeOption, versionOption, withOptions } from '../../options.ts';

/** `audit profile verify`. */
export const profileVerifyCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('verify', {
      description: 'Check every law of the history over all customers: intervals, hashes, bridges, revisions, events, counts (exit 3)',
      examples: ['audit profile verify', 'audit profile verify --json'],
    })
      .addOption(lakeOption())
      .addOption(versionOption())
      .addOption(jsonOption('print one JSON document')),
    computeOptions(),
  ).action(async (flags: { readonly version?: string; readonly engine?: string; readonly json?: true; readonly quiet?: true }) => {
    const { runProfileVerify } = await import('./run-profile-verify.ts');
    await runProfileVerify(context, flags);
  });
