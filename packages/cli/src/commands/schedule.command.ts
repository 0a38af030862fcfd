import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import { describeCommand, lakeOption, withOptions } from '../options.ts';

const timeOfDay = (word: string): string => {
  if (/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(word)) return word;
  throw new InvalidArgumentError('Give a time such as 02:00.');
};

/** `audit schedule`: what a scheduler needs to run a pipeline each day. */
export const scheduleCommand = (context: CommandContext): Command =>
  withOptions(
    describeCommand('schedule', {
      description: 'Print what a scheduler needs to run a pipeline each day: 4 counts as success with a notice, 75 is tried again',
      examples: ['audit schedule cron', 'audit schedule systemd --at 03:30 --output units', 'audit schedule airflow --pipeline nightly'],
    }).addArgument(new Argument('<scheduler>', 'which one').choices(['cron', 'systemd', 'github', 'airflow', 'dagster'])),
    [
      new Option('--pipeline <name>', 'what to run').default('nightly'),
      new Option('--at <time>', 'when: of the machine for cron, UTC for github, in the business zone otherwise')
        .argParser(timeOfDay)
        .default('02:00'),
      new Option('--output <dir>', 'write the files into a folder instead of printing them'),
      lakeOption(),
    ],
  ).action(async (scheduler: string, flags: object) => {
    const { runSchedule } = await import('./schedule/run-schedule.ts');
    await runSchedule(context, scheduler, flags as Parameters<typeof runSchedule>[2]);
  });
