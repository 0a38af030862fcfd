import { type Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import { computeOptions, describeCommand, dryRunOption, jsonOption, lakeOption, withOptions } from '../options.ts';

/** `audit transform`: bronze to silver. */
export const transformCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('transform', {
      description:
        'Bronze to silver by the mapping: cleaned, typed and judged, all tables in one commit; what is refused is kept with its reason',
      examples: [
        'audit transform --dry-run',
        'audit transform --show-sql account',
        'audit transform --explain accounts.annual_revenue',
        'audit transform account contact --json',
      ],
    }).argument('[tables...]', 'bronze or silver tables of the mapping, and what they read (default: all)'),
    [
      new Option('--mapping <file>', 'what becomes of the columns (default: as audit.config.json says, else the shipped one)'),
      new Option('--show-sql <table>', 'print the statement of a table, runnable, and do nothing'),
      new Option('--explain <table.column>', 'tell what becomes of a column, with the counts of the last run, and do nothing').conflicts(
        'showSql',
      ),
      new Option('--profile', 'print the profile of every column, not only what stands out'),
      lakeOption(),
      dryRunOption('say what would be computed and why, and do nothing'),
      jsonOption('print the summary as one JSON document'),
      ...computeOptions(),
    ],
  ).action(async (tables: readonly string[], flags: object) => {
    const { runTransform } = await import('./transform/run-transform.ts');
    await runTransform(context, tables, flags);
  });
