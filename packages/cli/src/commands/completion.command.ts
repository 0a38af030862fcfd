import { Argument, type Command } from 'commander';
import type { CommandContext } from '../context.ts';
import { describeCommand } from '../options.ts';

/** `audit completion`: a script that completes commands and flags in the user's shell. */
export const completionCommand = (context: CommandContext): Command => {
  const command = describeCommand('completion', {
    description: 'Print the completion script of a shell',
    examples: [
      'audit completion bash > ~/.local/share/bash-completion/completions/audit',
      'source <(audit completion zsh)',
      'audit completion fish > ~/.config/fish/completions/audit.fish',
    ],
  }).addArgument(new Argument('<shell>', 'your shell').choices(['bash', 'zsh', 'fish']));
  return command.action(async (shell: 'bash' | 'zsh' | 'fish') => {
    const { completionScript, vocabularyOf } = await import('../output/completion-script.ts');
    const program = command.parent ?? command;
    await context.stdout.write(completionScript[shell](vocabularyOf(program)));
  });
};
