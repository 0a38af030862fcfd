import type { Command } from 'commander';
import { describeCommand } from '../options.ts';

/** The command that words lead to from another; undefined where a word names none. */
const commandAt = (from: Command, [word, ...rest]: readonly string[]): Command | undefined => {
  if (word === undefined) return from;
  const next = from.commands.find((command) => command.name() === word);
  return next === undefined ? undefined : commandAt(next, rest);
};

/** `audit help`: commander's own knows one level only, and suggests nothing for a wrong word. */
export const helpCommand = (): Command => {
  const help = describeCommand('help', {
    description: 'Show the help of a command',
    examples: ['audit help build-mart', 'audit help customers merge'],
  }).argument('[command...]', 'such as show, or customers merge');
  return help.action(async (words: readonly string[]) => {
    const program = help.parent ?? help;
    const command = commandAt(program, words);
    if (command !== undefined) return command.outputHelp();
    const { remedyFor, UsageError } = await import('@audit/contract');
    const name = words.join(' ');
    const known = program.commands.flatMap((one) => [one.name(), ...one.commands.map((sub) => `${one.name()} ${sub.name()}`)]);
    throw new UsageError(`there is no command "${name}"`, remedyFor(name, known, '"audit --help" lists them'));
  });
};
