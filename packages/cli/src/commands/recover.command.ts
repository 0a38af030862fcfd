import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { describeCommand, dryRunOption, jsonOption, lakeOption } from '../options.ts';

interface RecoverOptions {
  readonly lake?: string;
  readonly dryRun?: true;
  readonly json?: true;
  readonly quiet?: true;
}

/** `audit recover`: tidies up after a run that was killed. Runs do this by themselves; here it can be done and seen alone. */
export const recoverCommand = (context: CommandContext): Command =>
  describeCommand('recover', {
    description: 'Finish or roll back what a killed run left behind, and name the files no version lists',
    examples: ['audit recover --dry-run', 'audit recover', 'audit recover --json'],
  })
    .addOption(lakeOption())
    .addOption(dryRunOption('name what would be tidied up and leave it'))
    .addOption(jsonOption('print {"finished", "rolled_back", "temporaries", "orphans", "dry_run"}'))
    .action(async (options: RecoverOptions) => {
      const { existingLake } = await import('../open-lake.ts');
      const { runIdentity } = await import('../run-identity.ts');
      const { jsonDocument } = await import('../output/json.ts');
      const { recoverText } = await import('./recover/recover-text.ts');
      const { lake } = existingLake(context, options);
      await using lock = await lake.lock(runIdentity(context, 'audit recover'));
      const dryRun = options.dryRun === true;
      const report = lake.recover(lock, { dryRun });
      const { finished, rolledBack, temporaries, orphans } = report;
      if (options.json)
        await context.stdout.write(jsonDocument({ finished, rolled_back: rolledBack, temporaries, orphans, dry_run: dryRun }));
      else if (!options.quiet) await context.stdout.write(recoverText(report, lake.head().version, dryRun));
    });
