import { type Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import { linkExplainCommand } from './link/explain.command.ts';
import { linkReviewCommand } from './link/review.command.ts';
import { computeOptions, describeCommand, jsonOption, lakeOption, withOptions } from '../options.ts';

const runCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('run', {
      description: 'Find accounts that are one customer, and give each a master account',
      examples: [
        'audit link run',
        'audit link run --accounts accounts.csv --contacts contacts.csv --output linked',
        'audit link run --accounts accounts.csv --output linked-by-law --acceptance law --json',
      ],
    }),
    [
      new Option(
        '--accounts <file>',
        'file of accounts, instead of those of the lake: account_id, name, country, website, phone, parent_account_id',
      ),
      new Option('--contacts <file>', 'file of their contacts: account_id, email, phone'),
      new Option('--output <dir>', 'folder for links.csv and masters.csv of files'),
      new Option('--all', 'compare all accounts of the lake; else those that changed and those they reach, which gives the same'),
      new Option('--refresh-frequencies', 'ask the accounts of the lake anew which words are frequent; else what was frozen holds'),
      lakeOption(),
      new Option('--config <file>', 'settings of the linking (default: as audit.config.json says, else the shipped ones)'),
      new Option('--scorer <name>', 'what says how likely a link is (default: rules)').choices(['rules', 'learned']),
      new Option('--acceptance <name>', 'which links are taken without review (default: guarded)').choices(['guarded', 'law']),
      new Option('--manual <file>', 'links people decided: what is one, what is not'),
      jsonOption('print the summary as one JSON document'),
      ...computeOptions(),
    ],
  ).action(async (flags: object) => {
    const { runLinkRun } = await import('./link/run-link-run.ts');
    await runLinkRun(context, flags);
  });

const evaluateCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('evaluate', {
      description: 'Compare master accounts, and links, with a truth that is known',
      examples: [
        'audit link evaluate --masters linked/masters.csv --truth truth.csv --links linked/links.csv',
        'audit link evaluate --masters linked/masters.csv --truth truth.csv --json',
      ],
    }),
    [
      new Option('--masters <file>', 'account_id, master_id').makeOptionMandatory(),
      new Option('--truth <file>', 'account_id, entity_id, and entity_kind and variant_ops where there are any').makeOptionMandatory(),
      new Option('--links <file>', 'links.csv, for the agreement of single links and the curve'),
      jsonOption('print one JSON document'),
      ...computeOptions(),
    ],
  ).action(async (flags: object) => {
    const { runLinkEvaluate } = await import('./link/run-link-evaluate.ts');
    await runLinkEvaluate(context, flags as Parameters<typeof runLinkEvaluate>[1]);
  });

/** `audit link`: which accounts are one customer. */
export const linkCommand = (context: CommandContext): Command =>
  describeCommand('link', {
    description: 'Account linking: which accounts are one customer',
    examples: [
      'audit link run --accounts accounts.csv --contacts contacts.csv --output linked',
      'audit link evaluate --masters linked/masters.csv --truth truth.csv',
    ],
  })
    .addCommand(runCommand(context))
    .addCommand(linkExplainCommand(context))
    .addCommand(linkReviewCommand(context))
    .addCommand(evaluateCommand(context));
