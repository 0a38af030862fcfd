import { type Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import { computeOptions, describeCommand, jsonOption, withOptions } from '../options.ts';

/** `audit replay`: a recorded case, run again and compared. */
export const replayCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('replay', {
      description: 'Run a recorded case again, with its clock and its inputs, and compare its tables with those expected, every column',
      examples: ['audit replay cases/mart', 'audit replay cases/mart --update', 'audit replay cases/mart --json'],
    }).argument('<fixture-dir>', 'folder with replay.json, input/ and expected/'),
    [
      new Option('--update', 'write down what comes out as what is expected'),
      jsonOption('print the comparison as one JSON document'),
      ...computeOptions(),
    ],
  ).action(async (fixture: string, flags: object) => {
    const { runReplay } = await import('./replay/run-replay.ts');
    await runReplay(context, fixture, flags);
  });
