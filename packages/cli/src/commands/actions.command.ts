import { type Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import { countOption, describeCommand, dryRunOption, jsonOption, lakeOption, withOptions } from '../options.ts';

const urlOption = (): Option =>
  new Option(
    '--url <address>',
    'address of the API (default: where "audit serve" of these settings listens); the key comes from AUDIT_API_KEY',
  );
const keyOption = (): Option =>
  new Option('--idempotency-key <key>', 'names this request: sent again it does nothing twice (default: a new one each time)');
const example = '91a90fe6b4842f1261539acbf93ee2f8';

const listCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('list', {
      description: 'List what was acted on, the last asked for first',
      examples: ['audit actions list', 'audit actions list --state failed --json', 'audit actions list --dead'],
    }),
    [
      new Option('--state <state>', 'those in this state').choices(['requested', 'running', 'succeeded', 'failed', 'cancelled']),
      new Option('--dead', 'those whose connector was told in vain, and is not any more'),
      countOption('--limit <n>', 'how many at most, to 100', 1).default(20),
      urlOption(),
      jsonOption('print one JSON line an action'),
    ],
  ).action(async (flags: { readonly limit: number }) => {
    const { runActionsList } = await import('./actions/run-actions-list.ts');
    await runActionsList(context, flags);
  });

const showCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('show', {
      description: 'Show what became of a recommendation, with all that happened to it',
      examples: [`audit actions show ${example}`],
    }).argument('<recommendation>', 'its id, as the API lists it'),
    [urlOption(), jsonOption('print it as JSON')],
  ).action(async (id: string, flags: object) => {
    const { runActionsShow } = await import('./actions/run-actions-show.ts');
    await runActionsShow(context, id, flags);
  });

const executeCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('execute', {
      description: 'Have a recommendation carried out, by the running API',
      examples: [`audit actions execute ${example} --due-on 2026-12-01`, `audit actions execute ${example} --dry-run`],
    }).argument('<recommendation>', 'its id, as the API lists it'),
    [
      new Option('--note <text>', 'what to add'),
      new Option('--due-on <day>', 'day it is to be done by'),
      new Option('--assignee <who>', 'who is to do it, as the receiver names people'),
      keyOption(),
      dryRunOption('what would become of it; nothing is done'),
      urlOption(),
      jsonOption('print the action as JSON'),
    ],
  ).action(async (id: string, flags: object) => {
    const { runActionsChange } = await import('./actions/run-actions-change.ts');
    await runActionsChange(context, 'execute', id, flags);
  });

const cancelCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('cancel', {
      description: 'Take an action back, by the running API: what was not delivered is dropped, else its connector is told',
      examples: [`audit actions cancel ${example} --note 'the customer called'`],
    }).argument('<recommendation>', 'its id, as the API lists it'),
    [new Option('--note <text>', 'what to add'), keyOption(), urlOption(), jsonOption('print the action as JSON')],
  ).action(async (id: string, flags: object) => {
    const { runActionsChange } = await import('./actions/run-actions-change.ts');
    await runActionsChange(context, 'cancel', id, flags);
  });

const verifyCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('verify', {
      description:
        'Follow the chain of the journal of actions, entry by entry; where no server runs, compare it with what is kept (exit 3 where it breaks)',
      examples: ['audit actions verify', 'audit actions verify --json'],
    }),
    [lakeOption(), jsonOption('print {"ok", "entries", "head", "compared", "errors": [{"line", "reason"}]}')],
  ).action(async (flags: object) => {
    const { runActionsVerify } = await import('./actions/run-actions-verify.ts');
    await runActionsVerify(context, flags);
  });

/** `audit actions`: what people do about recommendations. */
export const actionsCommand = (context: CommandContext): Command =>
  describeCommand('actions', {
    description: 'Actions on recommendations: list, execute and cancel them by the running API, verify their journal',
    examples: ['audit actions list --state failed', 'audit actions verify'],
  })
    .addCommand(listCommand(context))
    .addCommand(showCommand(context))
    .addCommand(executeCommand(context))
    .addCommand(cancelCommand(context))
    .addCommand(verifyCommand(context));
