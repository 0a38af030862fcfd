import { type Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import { fileFormats } from '../file-formats.ts';
import { computeOptions, describeCommand, jsonOption, withOptions } from '../options.ts';

const subcommand = (
  context: CommandContext,
  verb: 'validate' | 'merge',
  about: { readonly description: string; readonly examples: readonly string[] },
): Command =>
  withOptions(
    describeCommand(verb, about)
      .argument('<files...>', 'customer records (JSON array, NDJSON, CSV, Parquet, Arrow IPC; .gz, .zst), patterns, or - for stdin')
      .addOption(new Option('--source-system <name>', 'source system of records that do not name one'))
      .addOption(new Option('--enforce-visibility', 'leave out records that are not visible'))
      .addOption(new Option('--input-tz <zone>', 'zone of times without an offset (default: as --tz)'))
      .addOption(new Option('--input-format <format>', 'format of the input').choices(fileFormats))
      .addOption(new Option('--output <file>', 'write the records to this file (NDJSON), or - for stdout'))
      .addOption(jsonOption('print the records, one JSON object a line (NDJSON)')),
    computeOptions(),
  ).action(async (files: readonly string[], options: object) => {
    const { runCustomers } = await import('./customers/run-customers.ts');
    await runCustomers(context, verb, files, options);
  });

/** `audit customers`: the customer contract on files. */
export const customersCommand = (context: CommandContext): Command =>
  describeCommand('customers', {
    description: 'Check customer records against the customer contract, or merge them to one record a customer',
    examples: [
      'audit customers validate customers.json --source-system crm',
      'audit customers merge customers.json customers.csv --source-system shop',
    ],
  })
    .addCommand(
      subcommand(context, 'validate', {
        description: 'Check records: every bad one is named with its file and record (exit 3)',
        examples: [
          'audit customers validate customers.json --source-system crm',
          'audit customers validate customers.csv --source-system shop --json',
        ],
      }),
    )
    .addCommand(
      subcommand(context, 'merge', {
        description: 'Merge records by id: all source systems, lineage and conflicts are kept',
        examples: [
          'audit customers merge customers.json customers.csv --source-system shop --output merged.ndjson',
          'audit customers merge customers.json --source-system crm --json',
        ],
      }),
    );
