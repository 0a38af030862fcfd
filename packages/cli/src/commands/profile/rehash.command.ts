import { type Command, Option } from 'commander';
import type { CommandContext } from '../../context.ts';
import { computeOptions, describeCommand, dryRunOption, jsonOption, lakeOption, withOptions } from '../../options.ts';

/** `audit profile rehash`. */
export const profileRehashCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('rehash', {
      description: 'Hash all profiles by other rules, in one commit; no version, revision or event comes or goes, later loads follow',
      examples: ['audit profile rehash --to 2 --dry-run', 'audit profile rehash --to 2', 'audit profile rehash --to 1 --json'],
    })
      .addOption(
        new Option('--to <version>', 'rules: 1 is section 8 of the law to the letter, 2 an unambiguous encoding of its parts')
          .choices(['1', '2'])
          .makeOptionMandatory(),
      )
      .addOption(lakeOption())
      .addOption(dryRunOption('only say what would be written again'))
      .addOption(jsonOption('print {"status", "from", "to", "rows", "version"}')),
    computeOptions(),
  ).action(async (flags: { readonly to: '1' | '2' }) => {
    const { runProfileRehash } = await import('./run-profile-rehash.ts');
    await runProfileRehash(context, flags);
  });
