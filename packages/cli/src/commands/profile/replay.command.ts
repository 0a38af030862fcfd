import { type Command, Option } from 'commander';
import type { CommandContext } from '../../context.ts';
import { computeOptions, describeCommand, jsonOption, withOptions } from '../../options.ts';

/** `audit profile replay`. */
export const profileReplayCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('replay', {
      description: 'Load recorded cases, each into a lake of its own, and print everything about the histories they make',
      examples: ['audit profile replay cases.json --case V01', 'audit profile replay cases.json --json'],
    })
      .argument('<cases>', 'cases: JSON with a list of vectors, a JSON list, or one case a line (NDJSON)')
      .addOption(new Option('--case <id>', 'only the case of this id'))
      .addOption(jsonOption('print one JSON object a case (NDJSON)')),
    computeOptions(),
  ).action(async (file: string, options: object) => {
    const { runProfileReplay } = await import('./run-profile-replay.ts');
    await runProfileReplay(context, file, options);
  });
