import type { CommandContext } from '../../context.ts';
import { styleFor } from '../../output/style.ts';

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '   ');

/** Tells a demonstration step by step: a heading, and what it is about set in below. */
export const demoPrinter = ({ stdout, env }: CommandContext): ((heading: string, text: string) => Promise<void>) => {
  const style = styleFor(stdout, env);
  return async (heading, text) => await stdout.write(`${style('bold', heading)}\n${indented(text)}\n`);
};

/** Commands to go on with, one a line. */
export const commandLines = (commands: readonly string[]): string =>
  commands.map((command) => `npx --no-install audit ${command}\n`).join('');
