import { type Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import { computeOptions, countOption, describeCommand, jsonOption, lakeOption, versionOption, withOptions } from '../options.ts';

const importCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('import', {
      description: 'Import exchange rates: those that come with audit, a file, an address, or those of Salesforce in bronze',
      examples: [
        'audit fx import',
        'audit fx import company-rates.csv --json',
        'audit fx import company-rates.csv --source table --restate',
      ],
    }).argument(
      '[file]',
      'eurofxref-hist.csv or .zip of the European Central Bank, a CSV of base,quote,valid_from,rate[,valid_to][,source], or an https address of such a file',
    ),
    [
      new Option('--source <kind>', 'what it is (default: told by the header)').choices(['ecb', 'table', 'salesforce']),
      new Option('--restate', 'rates that differ from those in the lake take their place; without it they refuse the import'),
      lakeOption(),
      jsonOption('print the summary as one JSON document'),
      ...computeOptions(),
    ],
  ).action(async (file: string | undefined, flags: object) => {
    const { runFxImport } = await import('./fx/run-fx-import.ts');
    await runFxImport(context, file, flags);
  });

const rateCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('rate', {
      description: 'The rate between two currencies on a day, with the way it was found: the last one before, never a later one',
      examples: ['audit fx rate --from EUR --to USD --on 2024-02-29', 'audit fx rate --from DEM --to USD --on 2001-03-03 --json'],
    }),
    [
      new Option('--from <code>', 'currency of the amount').makeOptionMandatory(),
      new Option('--to <code>', 'currency it is converted to (default: fx.base_currency)'),
      new Option('--on <date>', 'day of the event, such as 2024-02-29').makeOptionMandatory(),
      lakeOption(),
      versionOption(),
      jsonOption('print one JSON document'),
      ...computeOptions(),
    ],
  ).action(async (flags: object) => {
    const { runFxRate } = await import('./fx/run-fx-rate.ts');
    await runFxRate(context, flags as Parameters<typeof runFxRate>[1]);
  });

const ratesCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('rates', {
      description: 'List the exchange rates of the lake as their sources published them',
      examples: ['audit fx rates --to USD --since 2026-10-01', 'audit fx rates --from EUR --to GBP --limit 0 --json'],
    }),
    [
      new Option('--from <code>', 'only those of one unit of this currency'),
      new Option('--to <code>', 'only those that count this currency'),
      new Option('--since <date>', 'only those from this day on'),
      countOption('--limit <n>', 'how many rows, 0 for all', 0).default(20),
      lakeOption(),
      versionOption(),
      jsonOption('one JSON object a rate (NDJSON)'),
    ],
  ).action(async (flags: object) => {
    const { runFxRates } = await import('./fx/run-fx-rates.ts');
    await runFxRates(context, flags as Parameters<typeof runFxRates>[1]);
  });

/** `audit fx`: exchange rates. */
export const fxCommand = (context: CommandContext): Command =>
  describeCommand('fx', {
    description: 'Exchange rates: import, look up, list',
    examples: ['audit fx import', 'audit fx rate --from EUR --to USD --on 2024-02-29'],
  })
    .addCommand(importCommand(context))
    .addCommand(rateCommand(context))
    .addCommand(ratesCommand(context));
