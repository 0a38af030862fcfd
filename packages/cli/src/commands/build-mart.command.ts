import { type Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import { fileFormats } from '../file-formats.ts';
import { computeOptions, describeCommand, dryRunOption, jsonOption, lakeOption, withOptions } from '../options.ts';

const inputOptions = (): readonly Option[] =>
  [
    new Option('--input-format <format>', 'format of the input (default: by extension, else by its first bytes)').choices(fileFormats),
    new Option('--on-error <policy>', 'a bad record ends the run (default), or is kept aside with its reason').choices([
      'fail',
      'quarantine',
    ]),
    new Option('--returns <policy>', 'negative quantities and totals are bad records (default), or are subtracted').choices([
      'reject',
      'net',
    ]),
    new Option('--duplicates <policy>', 'exact duplicates of lines without a line id (default: keep)').choices(['keep', 'drop']),
    new Option('--exclude-status <list>', 'lines with these statuses are left out of the marts and counted'),
    new Option('--input-tz <zone>', 'zone of times without an offset (default: as --tz)'),
    new Option('--max-input <size>', 'largest input, decompressed, such as 10GB'),
    new Option('--append', 'a file that was loaded before has other content now: add it'),
    new Option('--replace', 'a file that was loaded before has other content now: take its old lines out').conflicts('append'),
  ].map((option) => option.helpGroup('Input:'));

const collect = (word: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  ...word.split(',').map((part) => part.trim()),
];

const martOptions = (): readonly Option[] =>
  [
    new Option('--granularity <list>', 'periods, of day,week,month,quarter,year (default: quarter,year)').argParser(collect),
    new Option('--period <unit>', 'one period; may be repeated').argParser(collect).conflicts('granularity'),
    new Option('--tz <zone>', 'business zone: its midnights cut the periods (default: UTC)'),
    lakeOption(),
    new Option('--output <path>', 'write the marts to a .json file, a folder, or - for stdout, instead of a lake').conflicts([
      'lake',
      'append',
      'replace',
    ]),
    new Option('--format <format>', 'format of --output (default: by its extension)').choices(fileFormats),
    dryRunOption('say what would be done and do nothing'),
    jsonOption('print the summary as one JSON document'),
  ].map((option) => option.helpGroup('Marts:'));

/** `audit build-mart`: transactions in, orders and customer × period marts out. */
export const buildMartCommand = (context: CommandContext): Command => {
  const command = describeCommand('build-mart', {
    description: 'Build orders and customer × period marts from transactions',
    examples: [
      'audit build-mart transactions.json',
      "audit build-mart 'lines-*.csv.gz' --on-error quarantine --period month --period year",
      'audit build-mart transactions.json --output mart.json',
      'audit build-mart - --input-format ndjson --output marts --format parquet < transactions.ndjson',
    ],
  }).argument('<transactions...>', 'files (JSON array, NDJSON, CSV, Parquet, Arrow IPC; .gz, .zst), patterns, or - for stdin');
  return withOptions(command, [...inputOptions(), ...martOptions(), ...computeOptions()]).action(
    async (words: readonly string[], flags: object) => {
      const { runBuildMart } = await import('./build-mart/run-build-mart.ts');
      await runBuildMart(context, words, flags);
    },
  );
};
