import type { Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { describeCommand, jsonOption, lakeOption, versionOption } from '../options.ts';

interface TablesOptions {
  readonly lake?: string;
  readonly version?: string;
  readonly json?: true;
}

/** `audit tables`: what a lake holds. */
export const tablesCommand = (context: CommandContext): Command =>
  describeCommand('tables', {
    description: 'List the tables of a lake',
    examples: ['audit tables', 'audit tables --version 1', 'audit tables --json'],
  })
    .addOption(lakeOption())
    .addOption(versionOption())
    .addOption(jsonOption('one JSON object a table (NDJSON)'))
    .action(async (options: TablesOptions) => {
      const { openLake } = await import('../open-lake.ts');
      const { listTables, tablesText } = await import('./tables/list-tables.ts');
      const { jsonLine } = await import('../output/json.ts');
      const { manifest } = openLake(context, options);
      const listed = listTables(manifest);
      await context.stdout.write(options.json ? listed.map(jsonLine).join('') : tablesText(manifest.version, listed));
    });
