import { Argument, type Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import { describeCommand } from '../options.ts';

interface DemoOptions {
  readonly lake?: string;
}

const lakes = { mart: './data/demo', salesforce: './data/demo-salesforce' } as const;

/** `audit demo`: the marts of a real shop, or two nights of a simulated organisation, and what to look at next. */
export const demoCommand = (context: CommandContext): Command =>
  describeCommand('demo', {
    description:
      'Build the marts of a real shop (CDNOW, 6,919 purchases) and show them, or run two nights of a simulated Salesforce, up to the customers most at risk',
    examples: ['audit demo', 'audit demo salesforce', 'audit demo --lake ./elsewhere'],
  })
    .addArgument(new Argument('[what]', 'what to show').choices(Object.keys(lakes)).default('mart'))
    .addOption(new Option('--lake <dir>', `folder of the lake it makes (default: ${lakes.mart}, or ${lakes.salesforce})`))
    .action(async (what: keyof typeof lakes, { lake = lakes[what] }: DemoOptions) => {
      if (what === 'mart') await (await import('./demo/run-demo.ts')).runDemo(context, lake);
      else await (await import('./demo/run-demo-salesforce.ts')).runDemoSalesforce(context, lake);
    });
