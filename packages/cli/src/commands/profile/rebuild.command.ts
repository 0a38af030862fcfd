import { type Command, Option } from 'commander';
import type { CommandContext } from '../../context.ts';
import { catalogsOption, computeOptions, describeCommand, jsonOption, lakeOption, versionOption, withOptions } from '../../options.ts';

/** `audit profile rebuild`. */
export const profileRebuildCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('rebuild', {
      description: 'Make the whole history anew in another lake, from what was delivered, and compare it with the one there is',
      examples: ['audit profile rebuild --into rebuilt', 'audit profile rebuild --version head --into rebuilt-again --json'],
    })
      .addOption(new Option('--into <dir>', 'folder of the new lake; it must not be there').makeOptionMandatory())
      .addOption(lakeOption())
      .addOption(versionOption())
      .addOption(catalogsOption())
      .addOption(jsonOption('print {"batches", "version", "tables": [{"table", "rows", "different"}]}')),
    computeOptions(),
  ).action(async (flags: { readonly into: string }) => {
    const { runProfileRebuild } = await import('./run-profile-rebuild.ts');
    await runProfileRebuild(context, flags);
  });
