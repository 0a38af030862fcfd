import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { describeCommand, jsonOption, lakeOption } from '../options.ts';

interface RecoverOptions {
  readonly lake?: string;
  readonly json?: true;
}

/** `audit recover`: tidies up after a run that was killed. Runs do this by themselves; here it can be done and seen alone. */
export const recoverCommand = (context: CommandContext): Command =>
  describeCommand('recover', {
    description: 'Finish or roll back what a killed run left behind, and name the files no version lists',
    examples: ['audit recover', 'audit recover --json'],
  })
    .addOption(lakeOption())
    .addOption(jsonOption('print {"finished", "rolled_back", "temporaries", "orphans"}'))
    .action(async (options: RecoverOptions) => {
      const { existingLake } = await import('../open-lake.ts');
      const { runIdentity } = await import('../run-identity.ts');
      const { jsonDocument } = await import('../output/json.ts');
      const { counted } = await import('../output/quantity.ts');
      const { lake } = existingLake(context, options);
      await using lock = await lake.lock(runIdentity(context, 'audit recover'));
      const { finished, rolledBack, temporaries, orphans } = lake.recover(lock);
      if (options.json) {
        await context.stdout.write(jsonDocument({ finished, rolled_back: rolledBack, temporaries, orphans }));
        return;
      }
      const parts = [
        counted(finished.length, 'published run'),
        counted(rolledBack.length, 'broken run'),
        counted(temporaries.length, 'half-made file'),
      ];
      const unlisted = orphans.length === 0 ? '' : `${counted(orphans.length, 'file')} that no version lists: audit vacuum removes them.\n`;
      await context.stdout.write(`Tidied up after ${parts.join(', ')}. The lake stands at version ${lake.head().version}.\n${unlisted}`);
    });
