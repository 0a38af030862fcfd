import { type Command, Option } from 'commander';
import type { CommandContext } from '../context.ts';
import { countOption, describeCommand, jsonOption } from '../options.ts';

const serve = (context: CommandContext): Command =>
  describeCommand('serve', {
    description: 'Serve a simulated Salesforce on this machine (REST, Bulk API 2.0, OAuth), until Ctrl-C or SIGTERM',
    examples: [
      'audit sim serve',
      'audit sim serve --accounts 200 --seed 7 --clock 2026-06-01T12:00:00Z --json',
      'audit sim serve --accounts 20 --faults faults.json',
    ],
  })
    .addOption(countOption('--port <n>', 'port to listen on; 0 takes a free one (default: 0)', 0))
    .addOption(countOption('--seed <n>', 'the same seed makes the same organisation (default: 1)', 0))
    .addOption(countOption('--accounts <n>', 'how many accounts there are; the size of all else follows (default: 1000)', 1))
    .addOption(new Option('--clock <instant>', 'the present of the organisation, which stands still (default: now)'))
    .addOption(new Option('--faults <file>', 'what goes wrong on purpose: a JSON file (docs/salesforce-simulator.md)'))
    .addOption(new Option('--allow-password', 'serve the password grant, which new organisations refuse'))
    .addOption(jsonOption('print {"url", "credentials": {…}, "clock"} when it is ready'))
    .action(async (options: object) => {
      const { runSimServe } = await import('./sim/run-sim-serve.ts');
      await runSimServe(context, options);
    });

/** `audit sim`: a Salesforce to try things on. */
export const simCommand = (context: CommandContext): Command =>
  describeCommand('sim', {
    description: 'The Salesforce simulator: an organisation to develop, demonstrate and test with, with faults on purpose',
    examples: ['audit sim serve'],
  }).addCommand(serve(context));
