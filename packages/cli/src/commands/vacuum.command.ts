import { type Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import { countOption, describeCommand, dryRunOption, jsonOption, lakeOption } from '../options.ts';

interface VacuumFlags {
  readonly lake?: string;
  readonly keep?: number;
  readonly tag?: string;
  readonly dryRun?: true;
  readonly json?: true;
  readonly quiet?: true;
}

/** `audit vacuum`: gives up old versions and removes the files only they list. */
export const vacuumCommand = (context: CommandContext): Command =>
  describeCommand('vacuum', {
    description: 'Remove files that only old versions list; tagged versions and those in use stay',
    examples: ['audit vacuum --dry-run', 'audit vacuum --keep 10', 'audit vacuum --tag end-of-year --keep 10'],
  })
    .addOption(lakeOption())
    .addOption(countOption('--keep <n>', 'how many of the newest versions stay (default: as audit.config.json says, else 30)', 1))
    .addOption(new Option('--tag <name>', 'first name the newest version, so that it stays for good'))
    .addOption(dryRunOption('name what would be removed and remove nothing'))
    .addOption(jsonOption('print {"kept", "dropped", "removed", "removed_bytes", "dry_run"}'))
    .action(async (flags: VacuumFlags) => {
      const { existingLake } = await import('../open-lake.ts');
      const { runIdentity } = await import('../run-identity.ts');
      const { jsonDocument } = await import('../output/json.ts');
      const { tagNewest } = await import('./vacuum/tag-newest.ts');
      const { vacuumText } = await import('./vacuum/vacuum-text.ts');
      const { lake, config } = existingLake(context, flags);
      const dryRun = flags.dryRun === true;
      await using lock = await lake.lock(runIdentity(context, 'audit vacuum'));
      const tagged = flags.tag === undefined || dryRun ? undefined : { name: flags.tag, version: tagNewest(lake, lock, flags.tag) };
      const report = lake.vacuum(lock, { keep: config['vacuum.keep_versions'].value, dryRun });
      const { kept, dropped, removed, removedBytes } = report;
      if (flags.json) await context.stdout.write(jsonDocument({ kept, dropped, removed, removed_bytes: removedBytes, dry_run: dryRun }));
      else if (!flags.quiet) await context.stdout.write(vacuumText(report, dryRun, tagged));
    });
