import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { describeCommand, jsonOption, lakeOption } from '../options.ts';

interface VerifyOptions {
  readonly lake?: string;
  readonly json?: true;
  readonly quiet?: true;
}

/** `audit verify`: every file of every kept version against its checksum. */
export const verifyCommand = (context: CommandContext): Command =>
  describeCommand('verify', {
    description: 'Check every file and log entry of every kept version against its checksum (exit 3 on damage)',
    examples: ['audit verify', 'audit verify --json'],
  })
    .addOption(lakeOption())
    .addOption(jsonOption('print {"ok", "checked", "errors": [{"path", "reason"}]}'))
    .action(async (options: VerifyOptions) => {
      const { existingLake } = await import('../open-lake.ts');
      const { jsonDocument } = await import('../output/json.ts');
      const { counted } = await import('../output/quantity.ts');
      const { progressOn } = await import('../output/progress.ts');
      const progress = progressOn(context.stderr, { quiet: options.quiet === true });
      const { ok, checked, errors } = existingLake(context, options).lake.verify((done, total) =>
        progress.advance({ label: 'verifying', done, total, unit: 'files' }),
      );
      progress.finish();
      if (options.json) await context.stdout.write(jsonDocument({ ok, checked, errors }));
      else if (ok) {
        if (!options.quiet) await context.stdout.write(`${counted(checked, 'file')} checked, all whole\n`);
      } else {
        const damaged = errors.map(({ path, reason }) => `  ${path}: ${reason}\n`);
        await context.stdout.write(
          `${counted(checked, 'file')} checked, ${counted(errors.length, 'fault')}:\n${damaged.join('')}Restore them from a backup, or rebuild the tables they belong to.\n`,
        );
      }
      if (!ok) context.finish(3);
    });
