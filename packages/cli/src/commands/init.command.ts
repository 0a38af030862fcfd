import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { describeCommand, dryRunOption, jsonOption } from '../options.ts';

interface InitOptions {
  readonly dryRun?: true;
  readonly json?: true;
  readonly quiet?: true;
}

/** `audit init`: a folder with configuration, example data and a README of its own. */
export const initCommand = (context: CommandContext): Command =>
  describeCommand('init', {
    description: 'Make a project: configuration, example data and a README',
    examples: ['audit init my-shop --dry-run', 'audit init my-shop'],
  })
    .argument('[dir]', 'folder to make; it must be empty or new', '.')
    .addOption(dryRunOption('name the files and write none'))
    .addOption(jsonOption('print {"dir", "files", "dry_run"}'))
    .action(async (dir: string, options: InitOptions) => {
      const { writeProject } = await import('./init/write-project.ts');
      const made = await writeProject(dir, context.cwd, options.dryRun === true);
      if (options.json) {
        const { jsonDocument } = await import('../output/json.ts');
        await context.stdout.write(jsonDocument({ ...made, dry_run: options.dryRun === true }));
      } else if (!options.quiet) {
        const { projectSummary } = await import('./init/project-summary.ts');
        await context.stdout.write(projectSummary(made, options.dryRun === true));
      }
    });
