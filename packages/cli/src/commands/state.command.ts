import { type Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import { describeCommand, jsonOption, lakeOption, versionOption, withOptions } from '../options.ts';

const showState = (context: CommandContext): Command =>
  withOptions(
    describeCommand('show', {
      description: 'Print the cursors of the sources: how far each of their tables was extracted',
      examples: ['audit state show', 'audit state show --json'],
    }).argument('[cursors...]', 'such as opdb.public.orders (default: all)'),
    [lakeOption(), versionOption(), jsonOption('one JSON object a cursor (NDJSON)')],
  ).action(async (cursors: readonly string[], flags: object) => {
    const { runStateShow } = await import('./state/run-state-show.ts');
    await runStateShow(context, cursors, flags);
  });

const setState = (context: CommandContext): Command =>
  withOptions(
    describeCommand('set', {
      description: 'Move a cursor: the next extraction goes on from there; a version of the lake like any other change',
      examples: [`audit state set opdb.public.orders '{"column":"updated_at","value":"2026-01-01"}'`],
    })
      .argument('<cursor>', 'such as opdb.public.orders, as "audit state show" prints it')
      .argument('<value>', 'JSON, in the form "audit state show" prints'),
    [lakeOption(), jsonOption('print {"version"}')],
  ).action(async (cursor: string, value: string, flags: object) => {
    const { runStateSet } = await import('./state/run-state-set.ts');
    await runStateSet(context, cursor, value, flags);
  });

const resetState = (context: CommandContext): Command =>
  withOptions(
    describeCommand('reset', {
      description: 'Forget cursors: the next extraction fetches these tables whole',
      examples: ['audit state reset --all'],
    }).argument('[cursors...]', 'such as opdb.public.orders, as "audit state show" prints them'),
    [new Option('--all', 'every cursor'), lakeOption(), jsonOption('print {"version"}')],
  ).action(async (cursors: readonly string[], flags: object) => {
    const { runStateReset } = await import('./state/run-state-set.ts');
    await runStateReset(context, cursors, flags);
  });

/** `audit state`: the cursors of the sources. */
export const stateCommand = (context: CommandContext): Command =>
  describeCommand('state', {
    description: 'Look at the cursors of sources, move and forget them',
    examples: ['audit state show'],
  })
    .addCommand(showState(context))
    .addCommand(setState(context))
    .addCommand(resetState(context));
