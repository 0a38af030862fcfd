import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { describeCommand, jsonOption, lakeOption } from '../options.ts';

interface HistoryOptions {
  readonly lake?: string;
  readonly json?: true;
}

/** `audit history`: which runs made the versions of a lake, or of one table. */
export const historyCommand = (context: CommandContext): Command =>
  describeCommand('history', {
    description: 'List the versions of a lake, or those that changed a table',
    examples: ['audit history', 'audit history orders', 'audit history gold_orders --json'],
  })
    .argument('[table]', 'qualified name, or bare name where only one layer has it')
    .addOption(lakeOption())
    .addOption(jsonOption('one JSON object a version (NDJSON)'))
    .action(async (table: string | undefined, options: HistoryOptions) => {
      const { openLake } = await import('../open-lake.ts');
      const { lakeHistory, lakeHistoryText } = await import('./history/lake-history.ts');
      const { tableHistory, tableHistoryText } = await import('./history/table-history.ts');
      const { jsonLine } = await import('../output/json.ts');
      const { lake } = openLake(context, options);
      if (table === undefined) {
        const versions = lakeHistory(lake);
        await context.stdout.write(options.json ? versions.map(jsonLine).join('') : lakeHistoryText(versions));
      } else {
        const versions = tableHistory(lake, table);
        await context.stdout.write(options.json ? versions.map(jsonLine).join('') : tableHistoryText(versions));
      }
    });
