import { type Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import { describeCommand } from '../options.ts';

interface DemoOptions {
  readonly lake: string;
}

/** `audit demo`: the marts of a real shop, and what to look at next. */
export const demoCommand = (context: CommandContext): Command =>
  describeCommand('demo', {
    description: 'Build the marts of a real shop (CDNOW, 6,919 purchases) and show them',
    examples: ['audit demo', 'audit demo --lake ./elsewhere'],
  })
    .addOption(new Option('--lake <dir>', 'folder of the lake it makes').default('./data/demo'))
    .action(async (options: DemoOptions) => {
      const { runDemo } = await import('./demo/run-demo.ts');
      await runDemo(context, options.lake);
    });
