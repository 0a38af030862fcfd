import { type Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import { fileFormats } from '../file-formats.ts';
import { computeOptions, describeCommand, dryRunOption, jsonOption, lakeOption, sourceOption, withOptions } from '../options.ts';

/** `audit extract`: sources to bronze. */
export const extractCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('extract', {
      description: 'Extract what is new from sources into bronze, all tables in one commit, cursors with them',
      examples: [
        'audit extract --source salesforce --dry-run',
        'audit extract --source files --path input/crm --dry-run',
        'audit extract --source files --path input/crm --metrics-file extract.prom',
        'audit extract account --source files --path input/crm --full --json',
      ],
    }).argument('[tables...]', 'names of the source, or of bronze tables (default: all that are configured)'),
    [
      sourceOption('what to extract from (default: every source the settings name)'),
      new Option('--path <path>', 'files: a folder of <Object>.csv, .ndjson, .json, .parquet (.gz, .zst), or a pattern'),
      new Option('--input-format <format>', 'files: their format (default: by extension, else by their first bytes)').choices(fileFormats),
      new Option('--max-input <size>', 'files: the largest, decompressed, such as 10GB'),
      new Option('--on-error <policy>', 'a bad record ends the run (default), or is kept aside with its reason').choices([
        'fail',
        'quarantine',
      ]),
      new Option('--full', 'everything, whatever the cursors say'),
      new Option('--since <instant>', 'what changed from this instant on, whatever the cursors say').conflicts('full'),
      new Option('--reconcile', 'compare the keys of source and bronze too, and write down what is gone'),
      new Option('--metrics-file <file>', 'write the metrics of the run there, as OpenMetrics text'),
      lakeOption(),
      dryRunOption('say what would be extracted, with rows and requests as far as the source tells them, and do nothing'),
      jsonOption('print the summary as one JSON document'),
      ...computeOptions(),
    ],
  ).action(async (tables: readonly string[], flags: object) => {
    const { runExtract } = await import('./extract/run-extract.ts');
    await runExtract(context, tables, flags);
  });
